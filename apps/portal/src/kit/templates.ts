import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { helpers } from './helpers.js';

export type Render = (data: object) => string;

/**
 * Every template below a directory, named by its path without `.hbs`, each usable as a partial of the others. Two rules
 * are kept by the machine: nothing is written unescaped, and a partial of `layout/` sees only what it is given by name.
 */
export function loadTemplates(directory: string): ReadonlyMap<string, Render> {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(helpers);
  const templates = new Map<string, Render>();
  for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.hbs')) continue;
    const name = file.slice(0, -'.hbs'.length).replaceAll('\\', '/');
    const render = compile(handlebars, name, readFileSync(join(directory, file), 'utf8'));
    handlebars.registerPartial(name, render);
    templates.set(name, render);
  }
  return templates;
}

function compile(handlebars: typeof Handlebars, name: string, source: string): Handlebars.TemplateDelegate {
  const tree = Handlebars.parse(source);
  new Closed(name).accept(tree);
  const known = Object.fromEntries(Object.keys(helpers).map((helper) => [helper, true]));
  return handlebars.compile(tree, { knownHelpers: known, knownHelpersOnly: true, preventIndent: true });
}

/** Refuses unescaped output; gives layout partials their own empty room and their block the room it was written in. */
class Closed extends Handlebars.Visitor {
  constructor(private readonly template: string) {
    super();
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    if (!mustache.escaped) throw new Error(`${this.template}: unescaped output at line ${mustache.loc.start.line}`);
    super.MustacheStatement(mustache);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    if (nameOf(partial) === '@partial-block') partial.params = [path('block', partial)];
    else if (nameOf(partial).startsWith('layout/') && partial.params.length === 0) partial.params = [nothing(partial)];
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    if (nameOf(partial).startsWith('layout/')) partial.params = [nothing(partial)];
    partial.hash ??= { type: 'Hash', pairs: [], loc: partial.loc };
    partial.hash.pairs.push({ type: 'HashPair', key: 'block', value: here(partial), loc: partial.loc });
    super.PartialBlockStatement(partial);
  }
}

function nameOf(partial: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): string {
  return partial.name.type === 'PathExpression' ? partial.name.original : '';
}

function path(name: string, at: hbs.AST.Node): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc: at.loc };
}

/** `this`. */
function here(at: hbs.AST.Node): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [], original: 'this', loc: at.loc };
}

function nothing(at: hbs.AST.Node): hbs.AST.NullLiteral {
  return { type: 'NullLiteral', value: null, original: null, loc: at.loc } as hbs.AST.NullLiteral;
}
