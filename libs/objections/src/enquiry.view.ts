import type { EnquiryState } from './enquiry.lifecycle.js';

/** An enquiry as its parties read it. */
export interface EnquiryRow {
  readonly id: string;
  readonly number: string;
  readonly procedureId: string;
  readonly procedureNumber: string;
  readonly title: string;
  readonly departmentId: string;
  readonly department: string;
  readonly askerId: string;
  readonly asker: string;
  readonly text: string;
  readonly state: EnquiryState;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly askedAt: Date;
  readonly answerDueAt: Date;
}

type Fields = Omit<EnquiryRow, 'procedureNumber' | 'title' | 'department' | 'asker'>;

export function enquiryView(enquiry: Fields) {
  const { id, number, procedureId, departmentId, askerId, text, state, answer, answeredAt, askedAt, answerDueAt } = enquiry;
  return {
    id,
    number,
    procedureId,
    departmentId,
    askerId,
    text,
    state,
    answer: answer ?? null,
    answeredAt: answeredAt ?? null,
    askedAt,
    answerDueAt,
  };
}

export function enquiryRowView(row: EnquiryRow) {
  const { procedureNumber, title, department, asker } = row;
  return { ...enquiryView(row), procedureNumber, title, department, asker };
}
