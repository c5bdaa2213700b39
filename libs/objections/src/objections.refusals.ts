import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of enquiries and challenges. */
export const objectionsRefusals: RefusalCatalogue = {
  'enquiry.provider-only': { zh: '供应商的机构管理员、项目负责人或财务人员可以提出询问。', en: 'People of a provider may ask.' },
  'enquiry.text-missing': { zh: '写明要询问的事项。', en: 'Write what you want to know.' },
  'enquiry.answer-missing': { zh: '写明答复内容。', en: 'Write the answer.' },
  'enquiry.answered-by-another': {
    zh: '询问由没有经办这次采购的人答复：起草、发布公告和确定、公告结果的人不答复。',
    en: 'Somebody who did not handle this purchase answers: not who drafted or published it, nor who decided or announced the result.',
  },
  'enquiry.in-the-way': {
    zh: '询问 {number} 可能影响结果，答复前暂不能继续。',
    en: 'Enquiry {number} may change the result; nothing goes on until it is answered.',
  },
  'challenge.not-announced': {
    zh: '结果还没有公告，公告后可以提出质疑。',
    en: 'The result has not been announced; it can be challenged once it is.',
  },
  'challenge.not-yet': { zh: '这一环节还没有结束，结束后可以提出质疑。', en: 'This step is not over; it can be challenged once it is.' },
  'challenge.window-closed': {
    zh: '对这一事项的质疑已于 {closedAt} 截止，现在是 {now}。仍有问题的，可以向采购单位询问，或向财政部门反映。',
    en: 'The time to challenge this ended on {closedAt}; it is now {now}. You can still ask the buyer or turn to the finance bureau.',
  },
  'challenge.documents-first': {
    zh: '先在本项目中开始准备响应，取得采购文件后，可以对采购文件提出质疑。',
    en: 'Begin a bid in this procedure first: whoever holds the documents may challenge them.',
  },
  'challenge.bidders-only': { zh: '参加了这一环节的供应商可以对它提出质疑。', en: 'Those who took part in this step may challenge it.' },
  'challenge.other-lot': {
    zh: '本单位没有参加采购包 {lot}，不能对它的结果提出质疑。',
    en: 'You made no offer for lot {lot} and cannot challenge its result.',
  },
  'challenge.award-withdrawn': {
    zh: '这个结果已经撤销，不再受理对它的质疑。新的结果公告后可以提出。',
    en: 'This result was withdrawn and is challenged no more. The next one can be, once announced.',
  },
  'challenge.filed-already': {
    zh: '您已对这一环节提出质疑。对同一环节的意见须一次提出。',
    en: 'You have challenged this stage already; all points against one stage are made at once.',
  },
  'challenge.lot-missing': { zh: '选择质疑哪个采购包的结果。', en: 'Choose the lot whose result you challenge.' },
  'challenge.speaker-only': {
    zh: '由机构管理员或项目负责人办理质疑。',
    en: 'The administrator or a project lead of the organization files and withdraws challenges.',
  },
  'challenge.buyer-only': {
    zh: '这一步由采购单位的经办人、审核人或验收人做。',
    en: 'This step belongs to the buyer’s handler, approver or acceptor.',
  },
  'challenge.answered-by-another': {
    zh: '质疑由另一人答复：受理这项质疑的人，以及起草、发布公告和确定、公告结果的人，都不答复。',
    en: 'Another person answers: not who took the challenge up, and not who drafted, published, decided or announced.',
  },
  'challenge.entry-only': {
    zh: '入围结果由参加了这次征集的单位质疑；入围申请的审核由被拒绝的申请单位质疑。',
    en: 'Who answered the call may challenge who entered; who was refused may challenge the answer to its application.',
  },
  'challenge.correction-first': {
    zh: '{number} 成立，要求修改采购文件。先发布更正公告，再恢复项目。',
    en: 'Objection {number} was upheld and asks for a correction of the documents. Publish the correction first, then go on.',
  },
  'challenge.in-the-way': {
    zh: '质疑 {number} 还没有处理完，可能影响结果，暂不能签订合同。',
    en: 'Challenge {number} is not settled and may change the result; nothing is signed until then.',
  },
  'challenge.points-missing': { zh: '写明至少一项质疑事项。', en: 'Make at least one point.' },
  'challenge.facts-missing': { zh: '写明事实：哪一步、哪一处有问题。', en: 'Say what happened: which step, which point.' },
  'challenge.request-missing': { zh: '写明请求：希望怎样处理。', en: 'Say what you ask for.' },
  'challenge.basis-missing': { zh: '写明依据的规定。', en: 'Name the rules it rests on.' },
  'challenge.reason-missing': { zh: '写明原因。', en: 'Give the reason.' },
  'challenge.answer-missing': { zh: '写明答复内容。', en: 'Write the answer.' },
  'challenge.remedy-missing': { zh: '质疑或投诉成立的，选择怎样处理。', en: 'It is upheld: choose what follows.' },
  'challenge.remedy-unfit': { zh: '这种处理不适用于这一环节，选择另一种。', en: 'This does not fit the stage; choose another way.' },
  'challenge.remedy-without-ground': { zh: '不成立或不影响结果的，不选择处理方式。', en: 'Nothing follows unless it is upheld.' },
  'challenge.correction-late': {
    zh: '响应已经截止，采购文件不能再修改；选择重新开展采购活动。',
    en: 'The deadline has passed and the documents cannot be corrected any more; choose to begin anew.',
  },
  'objection.petitioner-missing': {
    zh: '填写供应商的地址、联系人和签署人。',
    en: 'Give the address, contact and signatory of the provider.',
  },
  'objection.address-missing': { zh: '填写地址和邮编。', en: 'Give the address.' },
  'objection.contact-missing': { zh: '填写联系人。', en: 'Give a contact person.' },
  'objection.phone-missing': { zh: '填写联系电话，只含数字、空格、+ 和 -。', en: 'Give a phone number: digits, spaces, + and -.' },
  'objection.signatory-missing': {
    zh: '填写签署人：法定代表人、主要负责人或其授权的人。',
    en: 'Name who signs: the legal representative or whom they authorised.',
  },
  'objection.authorisation-missing': {
    zh: '由授权的人签署的，附上授权委托书。',
    en: 'Whoever signs for the legal representative attaches the authorisation.',
  },
  'objection.withdrawal-unconfirmed': { zh: '确认撤回。', en: 'Confirm that you take it back.' },
  'objection.returned-once': { zh: '补正只要求一次，已经要求过。', en: 'It was given back once already and is not given back again.' },
  'objection.supplement-late': {
    zh: '补正期限已于 {dueAt} 届满，现在是 {now}。',
    en: 'The time to complete it ended on {dueAt}; it is now {now}.',
  },
};
