import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { absent, type Actor, authorize, ensure, type Facts, found, type Refusal, refuse } from '#kernel';
import { rowsOf } from '#organizations';
import { csvFile, Database, type Language, now, record, sentence, type Tx, uuidv7 } from '#platform';
import { importPolicy } from './budget-line.policy.js';
import { type Departments, FiledPlan } from './filed-plan.service.js';
import { fileFaults, maxPlanBytes, type PlanFileKind, type RowFault } from './plan-file.rules.js';

/** What an import did, or would do. With faults nothing was imported. */
export interface PlanImportOutcome {
  /** The file as it was kept: its faults can be read again, and a checked file be imported without another upload. */
  readonly id: string;
  readonly rows: number;
  readonly imported: number;
  readonly faults: readonly RowFault[];
}

export interface ImportOptions {
  readonly dryRun?: boolean;
  readonly name?: string;
}

/** A file that was handed in. */
export interface PlanFile {
  readonly id: string;
  readonly kind: PlanFileKind;
  readonly name: string;
  readonly rows: number;
  readonly faults: readonly RowFault[];
  readonly personId: string;
  readonly at: Date;
  readonly importedAt: Date | null;
}

const policies = { 'budget-lines': importPolicy.budgetLines, 'plan-items': importPolicy.planItems } as const;

/** Takes the files of the plan: wholly or not at all, each content once. */
@Injectable()
export class PlanImport {
  constructor(
    private readonly database: Database,
    private readonly filed: FiledPlan,
  ) {}

  budgetLines(actor: Actor, bytes: Uint8Array, options: ImportOptions = {}): Promise<PlanImportOutcome> {
    return this.take(actor, 'budget-lines', bytes, options);
  }

  planItems(actor: Actor, bytes: Uint8Array, options: ImportOptions = {}): Promise<PlanImportOutcome> {
    return this.take(actor, 'plan-items', bytes, options);
  }

  /** Imports a file that was checked before; everything is checked again. */
  async confirm(actor: Actor, id: string): Promise<PlanImportOutcome> {
    const [row] = await this.database.query<Kept & { bytes: Buffer }>(
      'select id, kind, sha256, bytes from planning.import_file where id = $1 and person_id = $2',
      [id, actor.personId],
    );
    const file = found(row, 'import');
    authorize(policies[file.kind], actor, null);
    const handed = await this.handed(file.bytes);
    return this.database.transaction(async (tx) => {
      await this.onlyOnce(tx, file);
      const read = await this.read(tx, actor, file.kind, handed);
      const count = read.faults.length;
      ensure(count ? refuse('conflict', 'planning.file-has-faults', { count }) : undefined);
      return this.finish(tx, actor, file, read);
    });
  }

  /** A file somebody handed in, for that person. */
  async file(actor: Actor, id: string): Promise<PlanFile> {
    const [row] = await this.database.query<PlanFile>(
      `select id, kind, name, rows, faults, person_id as "personId", at, imported_at as "importedAt"
       from planning.import_file where id = $1`,
      [id],
    );
    const file = found(row, 'import');
    if (file.personId !== actor.personId) throw absent('import');
    return file;
  }

  /** Its faults as a CSV file: row, column, sentence. */
  async faultsFile(actor: Actor, id: string, language: Language): Promise<string> {
    const { faults } = await this.file(actor, id);
    const rows = faults.map(({ row, column, code, facts }) => [row, column, sentence(code, facts, language)]);
    return csvFile(language === 'en' ? ['Row', 'Column', 'Problem'] : ['行', '列', '问题'], rows);
  }

  private async take(actor: Actor, kind: PlanFileKind, bytes: Uint8Array, options: ImportOptions): Promise<PlanImportOutcome> {
    authorize(policies[kind], actor, null);
    ensure(
      bytes.length === 0 ? atFile('planning.file-missing') : undefined,
      bytes.length > maxPlanBytes ? atFile('planning.file-too-large', { limit: `${maxPlanBytes / 1_048_576} MB` }) : undefined,
    );
    const handed = await this.handed(bytes);
    return this.database.transaction(async (tx) => {
      const file = { id: uuidv7(), kind, sha256: createHash('sha256').update(bytes).digest() };
      await this.onlyOnce(tx, file);
      const read = await this.read(tx, actor, kind, handed);
      const { rows, faults } = read;
      const name = (options.name || `${kind}.csv`).slice(0, 200);

      await tx.query(
        `insert into planning.import_file (id, kind, name, sha256, bytes, rows, faults, organization_id, person_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [file.id, kind, name, file.sha256, Buffer.from(bytes), rows, JSON.stringify(faults), actor.organizationId, actor.personId],
      );
      if (faults.length || options.dryRun) return { id: file.id, rows, imported: 0, faults };
      return this.finish(tx, actor, file, read);
    });
  }

  private async finish(tx: Tx, actor: Actor, file: Kept, { rows, enter }: Read): Promise<PlanImportOutcome> {
    await enter(file.id);
    await tx.query('update planning.import_file set imported_at = $2 where id = $1', [file.id, await now(tx)]);
    const facts = { kind: file.kind, rows, sha256: file.sha256.toString('hex') };
    await record(tx, actor, { type: 'plan-file.imported', subject: file.id, facts });
    return { id: file.id, rows, imported: rows, faults: [] };
  }

  /** Rows and the departments they name, read before the transaction so that it needs no second connection. */
  private async handed(bytes: Uint8Array): Promise<Handed> {
    const rows = rowsOf(bytes);
    return { rows, departments: await this.filed.departments(rows) };
  }

  private async read(tx: Tx, actor: Actor, kind: PlanFileKind, { rows, departments }: Handed): Promise<Read> {
    const whole = fileFaults(kind, rows);
    if (whole.length) return { rows: rows.length, faults: whole, enter: () => Promise.resolve() };
    return { rows: rows.length, ...(await this.filed.read(tx, actor, kind, rows, departments)) };
  }

  /** One import at a time, so that what is looked up is still so when rows are written; and each content once. */
  private async onlyOnce(tx: Tx, { kind, sha256 }: Kept): Promise<void> {
    await tx.query("select pg_advisory_xact_lock(hashtext('planning import'))");
    const [known] = (await tx.query(
      'select imported_at as at, rows from planning.import_file where kind = $1 and sha256 = $2 and imported_at is not null',
      [kind, sha256],
    )) as { at: Date; rows: number }[];
    ensure(known ? refuse('conflict', 'planning.file-imported', known) : undefined);
  }
}

const atFile = (code: string, facts: Facts = {}): Refusal => refuse('invalid', code, facts, [{ field: 'file', code, facts }]);

interface Handed {
  readonly rows: Record<string, string>[];
  readonly departments: Departments;
}

interface Kept {
  readonly id: string;
  readonly kind: PlanFileKind;
  readonly sha256: Buffer;
}

interface Read {
  readonly rows: number;
  readonly faults: readonly RowFault[];
  readonly enter: (importId: string) => Promise<void>;
}
