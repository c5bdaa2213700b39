type Pair = readonly [zh: string, en: string];

/** All words of the offline packer. */
const words: Readonly<Record<string, Pair>> = {
  title: ['离线打包响应', 'Pack a bid offline'],
  lead: [
    '这一页在您的电脑上把响应加密、打包，不连接网络。打包得到的文件到平台上传，换取回执。',
    'This page seals and packs a bid on your computer and connects to nothing. The packed file is uploaded to the platform, which gives a receipt.',
  ],
  cannot: ['这个浏览器不能加密。换一个新一些的浏览器打开这个文件。', 'This browser cannot seal. Open the file with a newer one.'],
  slip: ['一、打包单', '1. Packing slip'],
  slipText: [
    '从公告页下载打包单（JSON 文件）。里面有项目编号、采购包和三家单位的公钥。',
    'Download the packing slip (a JSON file) from the notice. It holds the number, the lots and the three public keys.',
  ],
  slipFile: ['选择打包单', 'Choose the packing slip'],
  slipNone: ['这不是打包单。从公告页重新下载。', 'This is no packing slip. Download it again from the notice.'],
  number: ['项目编号', 'Procedure'],
  name: ['项目名称', 'Title'],
  closesAt: ['截止时间（北京时间）', 'Deadline (Beijing)'],
  'office.purchaser': ['采购单位的公钥', "Purchaser's public key"],
  'office.finance': ['财政部门的公钥', "Finance's public key"],
  'office.supervisor': ['监督部门的公钥', "Supervisor's public key"],
  you: ['二、资格与承诺', '2. Conditions and commitment'],
  provider: ['统一社会信用代码', 'Unified social credit code'],
  providerHint: [
    '18 位，与平台上登记的一致；写错了，开启时会被认定无效',
    '18 characters as registered on the platform; a wrong one makes the bid invalid at the opening',
  ],
  commitment: ['本机构符合公告的各项条件，并按公告履行', 'We meet every condition of the notice and will do what it says'],
  enterprise: ['本机构声明为（中小企业声明函）', 'What you declare to be (declaration for small and medium enterprises)'],
  enterpriseHint: [
    '选择中型、小型或微型，即作出中小企业声明，对真实性负责；社会组织不是企业，声明不产生价格扣除',
    'Choosing medium, small or micro makes the declaration, for whose truth you answer; a social organization is no enterprise and gets no deduction',
  ],
  'size.none': ['不是企业，或者不声明', 'No enterprise, or nothing declared'],
  'size.large': ['大型企业', 'Large enterprise'],
  'size.medium': ['中型企业', 'Medium enterprise'],
  'size.small': ['小型企业', 'Small enterprise'],
  'size.micro': ['微型企业', 'Micro enterprise'],
  offer: ['三、方案、人员、业绩', '3. Plan, people, experience'],
  plan: ['服务方案', 'Service plan'],
  staffing: ['项目人员', 'Who will do the work'],
  experience: ['同类服务业绩', 'Experience with such services'],
  price: ['四、报价', '4. Price'],
  priceHint: [
    '单位：元。每个采购包分别报价，不参加的包留空，不能高于最高限价。',
    'In yuan. One price for each lot, empty for those you do not bid for, not above the limit.',
  ],
  limit: ['最高限价 {limit}', 'at most {limit}'],
  above: ['高于最高限价 {limit}', 'Above the limit of {limit}'],
  notPositive: ['须是大于零的金额，最多两位小数', 'It must be above zero with at most two decimals'],
  sum: ['合计 {sum}', 'Total {sum}'],
  files: ['五、附件', '5. Files'],
  filesHint: [
    'PDF、DOCX、XLSX、PNG、JPG、ZIP、CSV 或 XML。报价不要写在资格或方案的附件里。',
    'PDF, DOCX, XLSX, PNG, JPG, ZIP, CSV or XML. Do not put prices into files of the other envelopes.',
  ],
  'files.qualification': ['资格证明', 'Qualification'],
  'files.technical': ['服务方案附件', 'Service plan'],
  'files.price': ['报价附件', 'Price'],
  'file.empty': ['{name} 是空的', '{name} is empty'],
  'file.tooLarge': ['{name} 须小于 {limit} MB', '{name} must be smaller than {limit} MB'],
  'file.password': ['{name} 有密码保护', '{name} is password protected'],
  'file.type': ['{name} 的类型不在允许之列', '{name} is of a type that is not allowed'],
  'file.nameDiffers': [
    '{name} 的内容与扩展名不符，扩展名应为 .{ending}',
    'The content of {name} does not fit its name, which should end in .{ending}',
  ],
  'file.duplicate': ['{name} 选了两次', '{name} was chosen twice'],
  'files.tooMany': ['最多 {limit} 个附件', 'At most {limit} files'],
  'files.tooLarge': ['附件合计最大 {limit} MB', 'The files may have at most {limit} MB together'],
  pack: ['六、打包', '6. Pack'],
  packText: [
    '分成资格、方案、报价三个信封，各用一把新密钥加密，密钥拆成三份交给三家单位，任意两家在场才能打开。',
    'Three envelopes (qualification, plan, price) are sealed with a fresh key each; each key is split among the three units, any two of which open it.',
  ],
  packDo: ['加密并打包', 'Seal and pack'],
  'need.provider': ['填写 18 位统一社会信用代码', 'Enter the credit code of 18 characters'],
  'need.commitment': ['勾选承诺', 'Tick the commitment'],
  'need.plan': ['填写服务方案', 'Write the service plan'],
  'need.staffing': ['填写项目人员', 'Say who will do the work'],
  'need.experience': ['填写同类服务业绩，没有的写“无”', 'Write about your experience; if none, say so'],
  'need.price': ['至少给一个采购包报价', 'Give a price for at least one lot'],
  tooLong: ['{what}：最多 {limit} 字', '{what}: at most {limit} characters'],
  sealing: ['正在加密……', 'Sealing…'],
  done: ['打包完成', 'Packed'],
  doneText: [
    '保存两个文件。响应文件到平台上传；钥匙文件自己留好，密钥保管人遗失密钥时，凭它仍能开启这份响应。',
    'Save both files. Upload the bid; keep the key file: if key holders lose theirs, your bid can still be opened with it.',
  ],
  saveBid: ['保存响应文件（.qybid）', 'Save the bid (.qybid)'],
  saveKey: ['保存钥匙文件', 'Save the key file'],
  digest: ['响应的校验值', 'Digest of the bid'],
  doneNext: [
    '到平台的“我的响应”里选这个项目，点“离线打包后上传”。回执上的校验值应与上面一致。',
    'On the platform choose the procedure under “Our bids”, then “Pack offline and upload”. The digest on the receipt must equal the one above.',
  ],
};

let chosen: 0 | 1 = /^zh/i.test(navigator.language) ? 0 : 1;

export const language = (): 'zh' | 'en' => (chosen === 0 ? 'zh' : 'en');
export const choose = (language: 'zh' | 'en'): void => void (chosen = language === 'zh' ? 0 : 1);

export function word(key: string, places: Readonly<Record<string, string | number>> = {}): string {
  return (words[key]?.[chosen] ?? key).replace(/\{(\w+)\}/g, (place, name: string) => String(places[name] ?? place));
}
