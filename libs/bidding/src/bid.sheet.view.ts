import { type SheetContent, type SheetPart, sheetTime } from '#documents';
import type { MinutesView, OpeningRecord } from './opening.view.js';
import type { KeptReceipt, LateTry } from './receipt.view.js';

const acts = { submitted: '提交', replaced: '替换', withdrawn: '撤回' } as const;
const tries = { submit: '提交', withdraw: '撤回' } as const;
const offices = { purchaser: '采购单位', finance: '财政部门', supervisor: '监督部门' } as const;
const envelopeNames = { qualification: '资格', technical: '技术', price: '价格' } as const;

/** Beijing time to the millisecond, as receipts carry it. */
const precise = (time: string): string => `${time.replace('T', ' ').replace('+08:00', '')}（北京时间）`;

/** The receipt a provider prints and keeps. Papers are in Chinese. */
export function receiptSheet({ receipt, by }: KeptReceipt): SheetContent {
  const { envelope, envelopes, signature, round } = receipt;
  return {
    kind: 'bid-receipt',
    title: round === 2 ? '最后报价回执' : '响应文件回执',
    number: receipt.number,
    at: new Date(receipt.receivedAt),
    parts: [
      {
        facts: [
          ['项目', receipt.title],
          ['项目编号', receipt.procedure],
          ['事项', `${acts[receipt.kind]}（第 ${receipt.version} 版）`],
          ['收到时间', precise(receipt.receivedAt)],
          ['截止时间', precise(receipt.closesAt)],
          ...(envelope
            ? ([
                ['密封件', `${envelope.size} 字节`],
                ['密封件校验值', envelope.sha256],
              ] as const)
            : []),
          ['办理人', by],
        ],
      },
      ...(envelopes.length > 0
        ? [
            { heading: '信封' },
            {
              table: {
                head: ['信封', '字节', 'SHA-256'],
                rows: envelopes.map(({ kind, size, sha256 }) => [envelopeNames[kind], String(size), sha256]),
              },
            },
          ]
        : []),
      {
        text: envelope
          ? '本平台在上述时间收到这份密封件。如果开启时它不在其中，本回执就是证据。'
          : '本平台在上述时间收到撤回，此前提交的密封件不再参加开启。',
      },
      { facts: [[`平台签名`, `${signature.algorithm} ${signature.keyId}\n${signature.signature}`]] },
    ],
  };
}

/** Tries that reached the platform after the deadline: what a provider may hold against us. */
export function attemptsSheet(procedure: { number: string; title: string }, attempts: readonly LateTry[], at: Date): SheetContent {
  return {
    kind: 'late-tries',
    title: '未接收的尝试',
    number: procedure.number,
    at,
    parts: [
      { facts: [['项目', procedure.title]] },
      { text: '下列操作到达平台时已经截止，没有被接收，也没有改变任何内容。因平台故障未能按时提交的，可以凭这份记录提出质疑。' },
      {
        table: {
          head: ['到达时间', '截止时间', '操作', '办理人'],
          rows: attempts.map(({ triedAt, closedAt, act, by }) => [sheetTime(triedAt), sheetTime(closedAt), tries[act], by]),
        },
      },
    ],
  };
}

/**
 * The minutes of an opening: the text that was signed, word for word, with who signed it. Without minutes, what the record
 * says. Whoever opened and has not signed has an empty line.
 */
export function openingSheet(record: OpeningRecord, title: string, minutes: MinutesView | null): SheetContent {
  const signed = record.holders.map(({ office, unit }) => {
    const signature = minutes?.signatures.find((one) => one.office === office);
    return { role: `${offices[office]} ${unit}`, ...(signature ? { name: signature.name, at: sheetTime(signature.at) } : {}) };
  });
  return {
    kind: 'opening-record',
    title: record.round === 1 ? '开启记录' : '最后报价开启记录',
    number: record.procedure,
    at: new Date(record.openedAt),
    parts: [...(minutes ? textOf(minutes) : recordOf(record, title)), { heading: '签名' }, { signatures: signed }],
  };
}

/** The first line is the title already. */
const textOf = ({ text, digest }: MinutesView): SheetPart[] => [
  {
    text: text
      .split('\n')
      .slice(1)
      .join('\n')
      .trim()
      .replace(/^ +/gm, (spaces) => '\u3000'.repeat(spaces.length / 2)),
  },
  { facts: [['全文校验值', digest]] },
];

function recordOf(record: OpeningRecord, title: string): SheetPart[] {
  const opened = record.result === 'opened';
  const bids = record.bids.map(({ receivedAt, version, sha256 }) => [precise(receivedAt), `第 ${version} 版`, sha256]);
  return [
    {
      facts: [
        ['项目', title],
        ['封存时间', precise(record.sealedAt)],
        ['开启时间', precise(record.openedAt)],
        ['结果', opened ? `开启，共 ${record.bids.length} 份` : `不足 ${record.minimum} 份，未拆封，原样保存`],
        ['封存校验值', record.root],
        ['核对', record.rootMatches ? '与封存时一致' : '与封存时不一致'],
      ],
    },
    ...(bids.length > 0 ? [{ heading: '密封件' }, { table: { head: ['收到时间', '版本', 'SHA-256'], rows: bids } }] : []),
  ];
}
