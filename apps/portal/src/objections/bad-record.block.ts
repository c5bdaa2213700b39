import { Injectable } from '@nestjs/common';
import { type BadRecord, BadRecords } from '#objections';
import type { Organization } from '#organizations';
import { type ProfileBlock, ProfileBlocks, type ProfileSource } from '../organizations/profile-blocks.js';

/** What the public page of an organization says of complaints without ground; nothing when there is nothing. */
@Injectable()
export class BadRecordBlock implements ProfileSource {
  constructor(
    profiles: ProfileBlocks,
    private readonly records: BadRecords,
  ) {
    profiles.add(this);
  }

  async block({ id, kind }: Organization): Promise<ProfileBlock | null> {
    const records = kind === 'provider' ? await this.records.of(id) : [];
    if (records.length === 0) return null;
    return { title: { key: 'objections.badRecord' }, none: { key: 'objections.badRecord.none' }, rows: records.map(rowOf) };
  }
}

const rowOf = ({ cause, complaints, number, paperId, recordedAt }: BadRecord): ProfileBlock['rows'][number] => ({
  title: { key: `objections.badRecord.${cause}`, facts: { count: complaints } },
  href: paperId && `/documents/${paperId}`,
  facts: [
    { label: { key: 'objections.badRecord.decision' }, value: number },
    { label: { key: 'objections.badRecord.at' }, value: { key: 'objections.badRecord.on', facts: { at: recordedAt } } },
  ],
});
