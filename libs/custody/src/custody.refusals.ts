import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const custodyRefusals: RefusalCatalogue = {
  'custody.office-vacant': {
    zh: '以下单位还没有密钥保管人：{offices}。由该单位的密钥保管人登录后登记公钥，再继续。',
    en: 'No key holder yet for: {offices}. A key holder of that unit signs in and enrols a key; then go on.',
  },
  'custody.holder-role': {
    zh: '登记密钥需要“密钥保管人”角色。由本单位团队负责人授予。',
    en: 'Enrolling a key takes the role of key holder. The lead of the team grants it.',
  },
  'custody.no-office': {
    zh: '只有采购单位、财政部门和监督部门保管开标密钥。',
    en: 'Only purchasers, finance and supervisors keep keys of the box.',
  },
  'custody.not-a-recipient': {
    zh: '这不是可用的公钥：公钥以 age1 开头，共 62 个字符。',
    en: 'This is no usable public key: one begins with age1 and has 62 characters.',
  },
  'custody.recipient-used': {
    zh: '这把公钥登记过。每次登记用一把新密钥。',
    en: 'This key was enrolled before. Use a new one each time.',
  },
  'custody.no-challenge': {
    zh: '没有等待回答的验证。从头开始登记。',
    en: 'No challenge waits for an answer. Begin the enrolment again.',
  },
  'custody.challenge-over': {
    zh: '验证已超过 {minutes} 分钟。从头开始登记。',
    en: 'The challenge is older than {minutes} minutes. Begin the enrolment again.',
  },
  'custody.answer-wrong': {
    zh: '回答不对：没有用这把公钥对应的私钥打开验证内容。核对密钥文件后再试。',
    en: 'The answer is not right: the challenge was not opened with the secret key of this public key. Check the key file and try again.',
  },
  'custody.office-taken': {
    zh: '{unit}已有密钥保管人。负责人先结束其保管，再登记新的。',
    en: '{unit} has a key holder. The lead ends that duty first; then another can enrol.',
  },
  'custody.person-taken': {
    zh: '您已在另一个单位保管密钥。三把密钥要由三个单位的三个人保管。',
    en: 'You keep a key for another unit. Three keys are kept by three persons of three units.',
  },
  'custody.lead-only': {
    zh: '由保管人本人报失，或由本单位负责人办理。',
    en: 'The holder reports a loss; otherwise the lead of the unit does this.',
  },
  'custody.not-active': {
    zh: '这把密钥已停用。',
    en: 'This key is not in use any more.',
  },
};
