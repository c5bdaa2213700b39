import { Injectable } from '@nestjs/common';
import { type Actor, authorize } from '#kernel';
import { Database, record, type Tx, uuidv7 } from '#platform';
import { rowsOf } from './csv-file.gateway.js';
import { type FiledOrganization, type FileKind, readRows, type RowFault } from './organization-file.rules.js';
import { mayImport } from './organization.policy.js';

/** What an import did, or would do. With faults nothing was imported. */
export interface ImportOutcome {
  readonly rows: number;
  readonly imported: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly faults: readonly RowFault[];
}

const fields = ['name', 'classification', 'region', 'grade', 'gradeValidUntil', 'domain', 'mayBuy', 'classOne', 'usccOverride'] as const;
type Kept = Pick<FiledOrganization, (typeof fields)[number] | 'uscc' | 'kind'> & { readonly id: string };

/** Takes the register's files, wholly or not at all; a file taken twice changes nothing the second time. */
@Injectable()
export class OrganizationImport {
  constructor(private readonly database: Database) {}

  departments(actor: Actor, bytes: Uint8Array, options: { dryRun: boolean } = { dryRun: false }): Promise<ImportOutcome> {
    return this.take(actor, 'departments', bytes, options.dryRun);
  }

  providers(actor: Actor, bytes: Uint8Array, options: { dryRun: boolean } = { dryRun: false }): Promise<ImportOutcome> {
    return this.take(actor, 'providers', bytes, options.dryRun);
  }

  private async take(actor: Actor, kind: FileKind, bytes: Uint8Array, dryRun: boolean): Promise<ImportOutcome> {
    authorize(mayImport, actor, null);
    const rows = rowsOf(bytes);
    const { sound, faults } = readRows(kind, rows);
    return this.database.transaction(async (tx) => {
      const kept = await this.kept(tx, sound);
      const clashes = sound.flatMap((filed) => clash(filed, kept.get(filed.uscc)));
      const all = [...faults, ...clashes].sort((a, b) => a.row - b.row);
      const fresh = sound.filter(({ uscc }) => !kept.has(uscc));
      const differing = sound.filter((filed) => kept.has(filed.uscc) && differs(kept.get(filed.uscc)!, filed));
      const outcome = {
        rows: rows.length,
        imported: fresh.length,
        changed: differing.length,
        unchanged: sound.length - fresh.length - differing.length,
        faults: all,
      };
      if (all.length) return { ...outcome, imported: 0, changed: 0, unchanged: 0 };
      if (dryRun) return outcome;

      for (const filed of fresh) await this.enter(tx, actor, filed);
      for (const filed of differing) await this.change(tx, actor, kept.get(filed.uscc)!, filed);
      return outcome;
    });
  }

  /** What the register holds of these, locked in id order. */
  private async kept(tx: Tx, filed: readonly FiledOrganization[]): Promise<Map<string, Kept>> {
    const rows = await tx.query<Kept[]>(
      `select id, uscc, uscc_override as "usccOverride", name, kind, classification, region, grade,
              grade_valid_until::text as "gradeValidUntil", domain, may_buy as "mayBuy", class_one as "classOne"
       from organizations.organization where uscc = any($1) order by id for update`,
      [filed.map(({ uscc }) => uscc)],
    );
    return new Map(rows.map((row) => [row.uscc, row]));
  }

  private async enter(tx: Tx, actor: Actor, filed: FiledOrganization): Promise<void> {
    const id = uuidv7();
    await tx.query(
      `insert into organizations.organization (id, uscc, uscc_override, name, kind, classification, region, grade, grade_valid_until, domain, may_buy, class_one, source)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'import')`,
      [
        id,
        filed.uscc,
        filed.usccOverride,
        filed.name,
        filed.kind,
        filed.classification,
        filed.region,
        filed.grade,
        filed.gradeValidUntil,
        filed.domain,
        filed.mayBuy,
        filed.classOne,
      ],
    );
    const { uscc, name, kind } = filed;
    await record(tx, actor, {
      type: 'organization.registered',
      subject: id,
      facts: { uscc, name, kind, source: 'import' },
    });
  }

  private async change(tx: Tx, actor: Actor, kept: Kept, filed: FiledOrganization): Promise<void> {
    await tx.query(
      `update organizations.organization set uscc_override = $2, name = $3, classification = $4, region = $5, grade = $6,
         grade_valid_until = $7, domain = $8, may_buy = $9, class_one = $10, updated_at = clock_timestamp() where id = $1`,
      [
        kept.id,
        filed.usccOverride,
        filed.name,
        filed.classification,
        filed.region,
        filed.grade,
        filed.gradeValidUntil,
        filed.domain,
        filed.mayBuy,
        filed.classOne,
      ],
    );
    const changed = fields.filter((field) => kept[field] !== filed[field]);
    const changes = Object.fromEntries(changed.map((field) => [field, { from: kept[field], to: filed[field] }]));
    await record(tx, actor, {
      type: 'organization.changed',
      subject: kept.id,
      facts: { uscc: filed.uscc, changes },
    });
  }
}

const differs = (kept: Kept, filed: FiledOrganization): boolean => fields.some((field) => kept[field] !== filed[field]);

function clash(filed: FiledOrganization, kept: Kept | undefined): RowFault[] {
  if (!kept || kept.kind === filed.kind) return [];
  return [{ row: filed.row, column: '统一社会信用代码', code: 'import.kind-changed', facts: { kind: kept.kind } }];
}
