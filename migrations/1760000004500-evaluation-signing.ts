import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A time to sign the report, silence that counts, reports that are taken back; and the report is the panel's own until then. */
export class EvaluationSigning1760000004500 implements MigrationInterface {
  name = 'EvaluationSigning1760000004500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table evaluation.evaluation add column sign_due_at timestamptz, add column signatures_id uuid;
      alter table evaluation.seat
        drop constraint seat_state_check,
        add constraint seat_state_check check (state in
          ('invited', 'accepted', 'declared', 'locked', 'signed', 'agreed', 'declined', 'recused', 'replaced')),
        add constraint seat_agreed check (state <> 'agreed' or (locked_at is not null and signed_at is null));

      -- A report that was taken back while it was being signed, with the signatures and dissents it had.
      create table evaluation.withdrawn_report (
        id uuid primary key,
        evaluation_id uuid not null references evaluation.evaluation,
        report_id uuid not null,
        sha256 text not null,
        reason text not null check (reason <> ''),
        withdrawn_at timestamptz not null,
        signatures jsonb not null
      );
      create index withdrawn_report_evaluation on evaluation.withdrawn_report (evaluation_id, withdrawn_at);
      create trigger no_change before update or delete on evaluation.withdrawn_report
        for each row execute function platform.append_only();
      grant select, insert on evaluation.withdrawn_report to qiyue_app;

      -- Reports that wait for signatures get the time to be signed in.
      update evaluation.evaluation set sign_due_at = clock_timestamp() + interval '3 days' where state = 'signing';
      insert into platform.alarm (id, kind, subject, due_at)
        select gen_random_uuid(), 'evaluation.signing', id, sign_due_at from evaluation.evaluation where state = 'signing'
        on conflict (kind, subject) do nothing;
      alter table evaluation.evaluation
        add constraint evaluation_sign_due check (state <> 'signing' or sign_due_at is not null);

      -- The members' employers never had a reason to read a report; the buyer reads it from the hand-over.
      delete from documents.paper_grant g using documents.paper p, evaluation.evaluation e
        where g.paper = p.id and p.kind = 'evaluation-report' and p.subject = e.id
          and (g.organization <> e.department_id or e.reported_at is null);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
