import type { Messages } from '../kit/messages.js';

/** The words of the pages on which a bid is written and sealed. */
export const workspaceMessages: Messages = {
  'bidding.happens.draft': [
    '内容在您的浏览器里加密后才保存，同事用同一把响应钥匙可以一起填。',
    'What you write is sealed in your browser before it is saved. Colleagues with the same response key write with you.',
  ],
  'bidding.happens.sealed': [
    '采购单位、财政、监督三家的密钥有两把在场才能开启。此前平台也看不到内容和报价。',
    'It opens only with two of the three keys of purchaser, finance and supervisor. Until then not even the platform can read it.',
  ],
  'bidding.begin': ['先做一把响应钥匙', 'First, a response key'],
  'bidding.beginLead': [
    '这份响应只有持钥匙的人能打开。钥匙在您的电脑上制作，平台没有，也不能替您找回。',
    'Only those who hold the key can open this bid. It is made on your computer; the platform does not have it and cannot recover it.',
  ],
  'bidding.begin.file': [
    '钥匙会下载成一个文件，存到 U 盘或本机构的共享盘。',
    'It is downloaded as a file. Keep it on a USB stick or a drive of your organisation.',
  ],
  'bidding.begin.colleagues': [
    '把文件交给一起填写的同事，换一台电脑时也用它打开。',
    'Give the file to the colleagues who write with you; it also opens the bid on another computer.',
  ],
  'bidding.begin.lost': [
    '没有提交之前，钥匙丢了，内容就要重新填写。',
    'If it is lost before you hand in, the bid has to be written again.',
  ],
  'bidding.beginDo': ['制作并下载响应钥匙', 'Make and download the key'],
  'bidding.gate': ['用响应钥匙打开', 'Open with the response key'],
  'bidding.gateLead': ['这份响应加密保存，这台设备上还没有它的钥匙。', 'This bid is sealed, and this device does not have its key yet.'],
  'bidding.gateFile': ['响应钥匙文件', 'Response key file'],
  'bidding.gateFileHint': ['开始填写时下载的 JSON 文件', 'The JSON file downloaded when the bid was begun'],
  'bidding.gateCode': ['或粘贴钥匙代码', 'Or paste its code'],
  'bidding.gateCodeHint': [
    '以 AGE-SECRET-KEY-1 开头，同事可以在任务清单页显示它',
    'It begins with AGE-SECRET-KEY-1; a colleague can show it on the task list',
  ],
  'bidding.gateKeep': ['在这台设备上记住钥匙', 'Keep the key on this device'],
  'bidding.gateKeepHint': ['公用电脑不要勾选', 'Not on a shared computer'],
  'bidding.gateOpen': ['打开', 'Open'],
  'bidding.gateLost': [
    '钥匙丢了？问一起填写的同事。都没有时，用离线打包工具重新制作响应，内容要重新填写。',
    'Lost the key? Ask the colleagues who write with you. If nobody has it, pack the bid anew with the offline packer.',
  ],
  'bidding.key': ['响应钥匙', 'Response key'],
  'bidding.keyText': [
    '打开这份响应的钥匙。交给一起填写的同事，妥善保存到合同签订。每次提交信封都换新密钥：替换之后再下载一次，文件里才有这一版信封的密钥。',
    'It opens this bid. Share it with the colleagues who write with you and keep it until the contract is signed. Envelopes get new keys each time you hand in: download it again after a replacement to have those of the newest version.',
  ],
  'bidding.keyDownload': ['再次下载钥匙', 'Download the key again'],
  'bidding.keyShow': ['显示代码', 'Show the code'],
  'bidding.keyForget': ['从这台设备移除', 'Remove from this device'],
  'bidding.keyAgain': ['保存响应钥匙', 'Keep the response key'],
  'bidding.keyAgainText': [
    '这一版的信封用了新密钥，请保存这个新的钥匙文件。密钥保管人遗失密钥时，凭它仍能开启您的响应。以前下载的钥匙文件仍能打开草稿，但开启不了这一版。',
    'The envelopes of this version have new keys: keep this new key file. If key holders lost theirs, your bid could still be opened with it. Files you downloaded before still open the draft, but not this version.',
  ],
  'bidding.noScript': ['这一页要在您的浏览器里加密，需要运行脚本', 'This page seals the bid in your browser and needs scripts'],
  'bidding.noScriptText': [
    '浏览器没有运行脚本时，内容不能在离开电脑前加密，所以这里不能直接填写。改用离线打包工具，再把打包好的文件上传。',
    'Without scripts nothing can be sealed before it leaves your computer, so there is nothing to fill in here. Use the offline packer and upload the packed file.',
  ],
  'bidding.insecure': ['浏览器在这个网址上不能加密', 'Your browser cannot seal at this address'],
  'bidding.insecureText': [
    '加密只在 https 网址上可用。换用平台的 https 网址，或用离线打包工具，再把打包好的文件上传。',
    'Sealing works only at an https address. Use the https address of the platform, or the offline packer, and upload the packed file.',
  ],
  'bidding.packedWay': ['离线打包后上传', 'Pack offline and upload'],
  'bidding.packed': ['上传打包好的响应', 'Upload a packed bid'],
  'bidding.packedLead': [
    '不联网的电脑也能制作响应：打包工具是一个网页文件，存到电脑上双击打开，不会连接网络。',
    'A bid can be made on a computer without a network: the packer is a single page, opened from your disk, that connects to nothing.',
  ],
  'bidding.packed.slip': ['下载打包单，里面有三家的公钥和采购包：', 'Download the packing slip with the three public keys and the lots:'],
  'bidding.packed.page': ['下载打包工具：', 'Download the packer:'],
  'bidding.packed.open': [
    '打开打包工具，选择打包单，填写并打包，得到一个 .qybid 文件和一个钥匙文件。',
    'Open the packer, choose the slip, fill in and pack. You get one .qybid file and one key file.',
  ],
  'bidding.packed.send': [
    '在这里上传 .qybid 文件，得到回执。命令行用户也可以用 qiyue pack。',
    'Upload the .qybid file here and get the receipt. On a command line, qiyue pack does the same.',
  ],
  'bidding.packOffline': ['离线制作响应', 'Make a bid offline'],
  'bidding.packOfflineText': ['不联网的电脑也能加密打包，再到平台上传。', 'Seal and pack on a computer without a network, then upload.'],
  'bidding.packerPage': ['打包工具', 'Packer'],
  'bidding.noticeKeys': ['开标密钥公示', 'Opening keys in public'],
  'bidding.packingSlip': ['打包单', 'Packing slip'],
  'bidding.packedUpload': ['上传并提交', 'Upload and hand in'],
  'bidding.packedFile': ['打包好的响应', 'Packed bid'],
  'bidding.packedFileHint': ['.qybid 文件', 'The .qybid file'],

  'bidding.closesAtIn': ['（截止时间 {at}）', ' (deadline {at})'],
  'bidding.sealedForYou': ['响应已封存，等密钥保管人开启。', 'Your bid is sealed and waits for the key holders.'],
  'bidding.followOpening': ['看开启进行到哪里', 'See how the opening goes'],
  'bidding.mustReseal': [
    '这个项目换了开标密钥，已提交的响应要重新加密提交一次，内容不用改。',
    'The keys of this procedure were renewed. Hand the bid in again so that it is sealed to the new keys; nothing has to be changed.',
  ],
  'bidding.repack': ['用新的打包单重新打包并提交', 'Pack it again with the new packing slip and hand it in'],
  'bidding.reseal': ['检查并重新提交', 'Check and hand in again'],
  'bidding.pressing': ['不到两小时了，还差：', 'Less than two hours left. Still missing:'],
  'bidding.justClosed': ['已到截止时间。', 'The deadline has passed.'],
  'bidding.invalidNote': [
    '响应没有通过开启时的校验，没有进入评审。原因写在开启记录里。',
    'The bid failed the checks at the opening and does not take part. The record gives the reason.',
  ],
  'bidding.notReady': ['还有没填完的部分。', 'Some parts are not complete.'],
  'bidding.seeCheck': ['看看还差什么', 'See what is missing'],
  'bidding.takeTheirs': ['用对方的内容', 'Use theirs'],
  'bidding.signedOutText': ['登录之后回到这一页，内容会自动保存。', 'Sign in, and you come back to this page with your text saved.'],
  'bidding.field.price': ['总报价', 'Total price'],
  'bidding.hint.plan': [
    '怎么做、做多少、做到什么程度，对应公告里的数量和质量要求。',
    'How, how much and how well, along the quantity and quality the notice asks for.',
  ],
  'bidding.priceLead': ['整个服务期的总价，不高于最高限价。', 'The price for the whole period, not above the limit.'],
  'bidding.priceLeadLots': ['每个采购包分别报价；不参加的包留空。', 'One price for each lot; leave empty what you do not bid for.'],
  'bidding.lotHint': ['{quantity} {unit}，最高限价 {limit}', '{quantity} {unit}, at most {limit}'],
  'bidding.sum': ['合计', 'Total'],
  'bidding.filesLead': [
    '证明材料和补充说明。每个文件在您的浏览器里检查、加密后上传，网络断了可以接着传。',
    'Evidence and further papers. Each file is checked and sealed in your browser; an upload goes on after a cut network.',
  ],
  'bidding.uploads': ['正在上传', 'Uploads'],
  'bidding.fileKind': ['放进哪个信封', 'Into which envelope'],
  'bidding.fileKindHint': ['报价不要写在资格或方案的附件里', 'Do not put prices into files of the other envelopes'],
  'bidding.fileHint': [
    'PDF、DOCX、XLSX、PNG、JPG、ZIP、CSV 或 XML，每个最大 {limit} MB，可以一次选几个',
    'PDF, DOCX, XLSX, PNG, JPG, ZIP, CSV or XML, up to {limit} MB each; you may choose several',
  ],
  'bidding.rereadNote': [
    '浏览器正从服务器取回每个文件，解密试读，并核对校验值。',
    'Your browser fetches every file from the server, opens it and compares its digest.',
  ],
  'bidding.sealText': [
    '提交时分成资格、方案、报价三个信封，分别加密给采购单位、财政、监督三家，任意两家在场才能开启。',
    'On handing in, qualification, plan and price are sealed in three envelopes to purchaser, finance and supervisor; any two of them open it.',
  ],
};
