import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The method an item is really bought by, which tells split purchases. */
export class PlanningProcedureMethod1760000004410 implements MigrationInterface {
  name = 'PlanningProcedureMethod1760000004410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table planning.plan_item add column procedure_method text;
      update planning.plan_item i set procedure_method = p.method from tendering.procedure p where p.id = i.procedure_id;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
