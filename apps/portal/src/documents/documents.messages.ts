import type { Messages } from '../kit/messages.js';

/** Every word of this room's pages. */
export const documentsMessages: Messages = {
  'documents.number': ['编号', 'Number'],
  'documents.issuedAt': ['印发时间', 'Issued at'],
  'documents.digest': ['校验值（SHA-256）', 'Digest (SHA-256)'],
  'documents.checkYourself': [
    '下载原文后，用任何工具计算 SHA-256，应与上面的校验值逐位相同。',
    'Download the original and compute its SHA-256 with any tool: it must equal the digest above.',
  ],
  'documents.fetch': ['下载原文', 'Download the original'],
  'documents.print': ['下载 PDF', 'Download the PDF'],
  'documents.verifyThis': ['在本站验证', 'Verify it here'],

  'documents.verify': ['验证回执与文件', 'Verify a receipt or document'],
  'documents.verifyLead': [
    '任何人都可以验证：这张回执、这份文件是不是本平台出具的，有没有被改动。这里不保存您提交的内容。',
    'Anybody can check whether a receipt or document was issued here and whether it was changed. Nothing you send is kept.',
  ],
  'documents.paste': ['回执编号、回执内容或校验值', 'Receipt number, receipt or digest'],
  'documents.pasteHint': [
    '回执编号，回执的 JSON，或 64 位的 SHA-256 校验值',
    'The number of a receipt, its JSON, or a SHA-256 digest of 64 digits',
  ],
  'documents.orFile': ['或选择文件', 'Or choose a file'],
  'documents.orFileHint': [
    '回执的 JSON 文件，或要核对的文件本身，最大 20 MB',
    'The JSON file of a receipt, or the document itself, up to 20 MB',
  ],
  'documents.check': ['验证', 'Verify'],
  'documents.ourKey': ['平台的签名公钥', "The platform's public key"],
  'documents.ourKeyText': [
    '回执用 Ed25519 签名。有了公钥，不经过本站也能验证。公钥编号：',
    'Receipts are signed with Ed25519. With the public key you can check them without us. Key id:',
  ],
  'documents.allKeys': ['全部公钥（JSON）', 'All public keys (JSON)'],

  'documents.verify.number': ['查验回执编号', 'Check a receipt number'],
  'documents.verifyOpening': ['验证一次开启', 'Verify an opening'],
  'documents.inside': ['上面写着', 'What it says'],
  'documents.checked': ['核对了什么', 'What was checked'],
  'documents.checked.ok': ['相符', 'Fits'],
  'documents.checked.failed': ['不符', 'Does not fit'],
  'documents.checked.open': ['没有核对', 'Not checked'],
  'documents.checked.form.ok': ['编号的校验位与其余各位相符', 'The last character of the number fits the others'],
  'documents.checked.form.failed': ['编号的校验位不符，核对后重填', 'The last character of the number does not fit; check it'],
  'documents.checked.box.ok': ['这份响应在封存的箱子里', 'The bid lies in the sealed box'],
  'documents.checked.box.gone': ['这张回执之后已被替换或撤回', 'It was replaced or withdrawn later'],
  'documents.checked.root.ok': [
    '从这份响应的校验值可以算出公布的封存校验值',
    "The published root of the box can be computed from this bid's digest",
  ],
  'documents.checked.key.ok': ['签名所用的密钥是本平台的', 'It was signed with a key of this platform'],
  'documents.checked.key.failed': ['签名所用的密钥不是本平台的', 'It was not signed with a key of this platform'],
  'documents.checked.signature.ok': [
    '签名与内容相符，签发之后没有改动',
    'The signature fits the content; nothing was changed after signing',
  ],
  'documents.checked.signature.failed': ['签名与内容不符', 'The signature does not fit the content'],
  'documents.number.inBox': ['真实，在箱子里', 'Genuine, and in the box'],
  'documents.number.inBox.text': [
    '这个编号是本平台给出的，它所说的响应在封存的箱子里。',
    'This platform gave out the number, and the bid it speaks of lies in the sealed box.',
  ],
  'documents.number.notInBox': ['真实，但已不是最新', 'Genuine, but followed by a later act'],
  'documents.number.notInBox.text': [
    '这个编号是本平台给出的；它所说的响应后来被替换或撤回，不在箱子里。',
    'This platform gave out the number; its bid was replaced or withdrawn later and does not lie in the box.',
  ],
  'documents.number.unsaid': ['现在不能说', 'Nothing can be said yet'],
  'documents.number.unsaid.text': [
    '编号写法正确。开启之前，回执是否存在只告诉本机构；开启之后任何人都能查。有回执文件的，上传文件现在就能验证。',
    'The number is well formed. Before the opening only its owner learns whether it exists; after it, everybody. With the file of the receipt you can verify it now.',
  ],
  'documents.number.malformed': ['编号写错了', 'The number is mistyped'],
  'documents.number.malformed.text': [
    '编号像 R-20261130-AB2CD3-E，最后一位是校验位。',
    'A number looks like R-20261130-AB2CD3-E; its last character checks the others.',
  ],
  'documents.verify.genuine': ['真实', 'Genuine'],
  'documents.verify.altered': ['已被改动', 'Altered'],
  'documents.verify.unknown': ['查不到', 'Unknown'],
  'documents.verify.genuine.receipt': [
    '这是本平台签发的，内容与签发时一字不差。',
    'It was signed by this platform, and not a letter differs from what was signed.',
  ],
  'documents.verify.genuine.paper': [
    '这是本平台印发的文件，内容与印发时一字不差。',
    'It was issued by this platform, and not a byte differs from what was issued.',
  ],
  'documents.verify.genuine.file': [
    '这是本平台公开的文件，内容与公开时一字不差。',
    'It is a file published on this platform, byte for byte.',
  ],
  'documents.verify.altered.receipt': [
    '内容与签名不符：签发之后有人改过其中的内容。以机构下载的原件为准。',
    'The content does not fit the signature: it was changed after it was signed. Only the original counts.',
  ],
  'documents.verify.unknown.receipt': ['签名所用的密钥不是本平台的。', 'It was not signed with a key of this platform.'],
  'documents.verify.unknown.digest': [
    '本平台没有印发或公开过这个校验值的文件。文件哪怕改动一个字，校验值也会不同。',
    'No document with this digest was issued or published here. A single changed letter gives another digest.',
  ],
  'documents.verify.unknown.nothing': [
    '这里面没有回执，也没有校验值。粘贴完整的 JSON，从 { 到 }。',
    'There is neither a receipt nor a digest in it. Paste the whole JSON, from { to }.',
  ],

  'documents.moment': ['{at}（北京时间）', '{at} (Beijing)'],
  'documents.line.number': ['回执编号', 'Receipt number'],
  'documents.line.procedure': ['项目编号', 'Procedure'],
  'documents.line.title': ['项目名称', 'Title'],
  'documents.line.kind': ['事项', 'Act'],
  'documents.line.version': ['版本', 'Version'],
  'documents.line.receivedAt': ['收到时间', 'Received at'],
  'documents.line.closesAt': ['截止时间', 'Deadline'],
  'documents.line.result': ['结果', 'Result'],
  'documents.line.sealedAt': ['封存时间', 'Sealed at'],
  'documents.line.openedAt': ['开启时间', 'Opened at'],
  'documents.line.root': ['封存校验值', 'Root of the box'],
  'documents.line.envelope': ['密封件校验值', 'Digest of the envelope'],
  'documents.word.submitted': ['提交', 'Submitted'],
  'documents.word.replaced': ['替换', 'Replaced'],
  'documents.word.withdrawn': ['撤回', 'Withdrawn'],
  'documents.word.opened': ['已开启', 'Opened'],
  'documents.word.too-few': ['不足法定家数，未拆封', 'Too few, not opened'],
};
