import type { Messages } from '../kit/messages.js';

/** The words of verifying an opening, on the page and in its script. */
export const verifyMessages: Messages = {
  'documents.js.chooseFile': ['选择开启包（ZIP）', 'Choose the opening package (ZIP)'],
  'documents.js.working': ['正在逐份打开并核对……', 'Opening and comparing, bid by bid…'],
  'documents.js.ok': ['相符', 'Fits'],
  'documents.js.failed': ['不符', 'Does not fit'],
  'documents.js.skipped': ['没有核对', 'Not checked'],
  'documents.js.unproved': ['没有证明', 'Not proved'],
  'documents.js.conclusion.fits': ['这次开启经得起核对（{number}）', 'This opening holds up ({number})'],
  'documents.js.conclusion.failed': ['有不相符的地方（{number}）', 'Something does not fit ({number})'],
  'documents.js.conclusion.unproved': [
    '没有不相符的地方，但有的只是平台的说法，没有证明（{number}）',
    'Nothing is wrong, but something is only claimed and not proved ({number})',
  ],
  'documents.js.conclusion.unsigned': [
    '前后一致，但是谁签的没有核对（{number}）',
    'It is consistent in itself, but who signed it was not checked ({number})',
  ],
  'documents.openingLead': [
    '开启之后，平台给出开启包：记录、封存时的响应、密钥保管人交出的份额、每个报价信封的密钥。任何人可以重新打开每个报价，核对没有增减、没有调换。',
    'After an opening the platform gives out a package: the record, the bids as they were sealed, what the key holders gave, and the key of every price. Anybody can open the prices again and see that nothing was added, removed or exchanged.',
  ],
  'documents.openingHere': ['在浏览器里验证', 'In your browser'],
  'documents.openingHereText': [
    '选择开启包。浏览器运行脚本时，文件不离开您的电脑；否则由服务器核对，不保存。',
    'Choose the package. With scripts it does not leave your computer; without, the server checks it and keeps nothing.',
  ],
  'documents.package': ['开启包', 'Opening package'],
  'documents.packageHint': ['从开启页或结果公告下载的 ZIP 文件', 'The ZIP file from the opening or the announced result'],
  'documents.result': ['核对结果', 'What was found'],
  'documents.openingTools': ['不用本平台的任何程序', 'Without any program of ours'],
  'documents.openingToolsText': [
    '只用 unzip、sha256sum 和 age 三个通用程序（age-encryption.org）。在命令行里逐段运行，对照每段的说明。',
    'With unzip, sha256sum and age (age-encryption.org), three common programs. Run the blocks one after the other and compare as each says.',
  ],
  'documents.step.1': ['解开开启包。', 'Unpack the package.'],
  'documents.step.2': [
    '每份响应一个目录，目录名就是它的校验值：算出的值应与目录名相同。响应人的回执上写着同一个值。',
    'Each bid has a folder named after its digest: what is computed must be the name. The bidder has a receipt with the same value.',
  ],
  'documents.step.3': ['报价信封的校验值应与响应里写的相同。', 'The digest of each price envelope must be the one its bid names.'],
  'documents.step.4': [
    '每把报价密钥算出的公钥，应与信封里截止前就写定的 pk 相同：一个 pk 只有一把密钥。没有密钥的只能是无效响应。',
    'The public key of every price key must equal the pk that stood in the envelope before the deadline: only one key fits it. Only a bid that is invalid has no key.',
  ],
  'documents.step.5': ['用密钥打开报价，应与开启记录里的报价相同。', 'Open the prices with their keys; they must be those of the record.'],
  'documents.step.6': [
    '或用命令行程序一次核对全部，包括签名、封存校验值、公告载明的收件公钥、每位保管人交出的份额、无效响应的责任、开启记录的签署。它不连接网络。keys.json 是平台的公钥，从 /api/v1/signing-keys 或他人保存的副本取得，不要用包里的公钥：伪造的包里放着伪造者自己的公钥。',
    'Or check all of it at once with the command line, including the signature, the root of the box, the keys the notice named, what each holder gave, whose fault an invalid bid is, and who signed the minutes. It connects to nothing. Get keys.json, the keys of the platform, from /api/v1/signing-keys or from a copy somebody else kept, never from the package: whoever forges one puts a key of their own into it.',
  ],
};
