import type { Messages } from '../kit/messages.js';

/** Words of the promises and of the pages about access and privacy. */
export const trustMessages: Messages = {
  'disclosure.promises.title': ['为什么可以信任', 'Why you can trust this'],
  'disclosure.promises.lead': ['这里写的是承诺，也写明今天做到了哪一步。', 'These are promises, and how far each holds today.'],
  'disclosure.promises.1': ['截止前没有人看得到响应文件', 'Nobody sees a bid before the deadline'],
  'disclosure.promises.1.text': [
    '今天：响应一递交就加密封存，页面、接口、导出都不显示响应、数量或响应方，截止后两人到场才能开启。密钥由本系统保管，所以这一条目前仍要相信运行系统的人。下一版由多位保管人分持密钥，缺一不可，到那时系统自己也打不开。',
    'Today: a bid is encrypted as it is handed in; no page, interface or export shows bids, their number or their authors, and two persons open the box after the deadline. The key is kept by this system, so for now you still trust those who run it. In the next version several holders share the key, and the system cannot open a box by itself.',
  ],
  'disclosure.promises.2': ['截止时间对谁都一样', 'The deadline is the same for all'],
  'disclosure.promises.2.text': [
    '今天做到：由数据库的一只时钟判断，到点即止，迟一毫秒也不收；每次递交都有带签名的回执，任何人可以验证。',
    "Holds today: one clock, the database's, decides; a millisecond late is late. Every submission has a signed receipt that anybody can verify.",
  ],
  'disclosure.promises.3': ['重要的事由两个人做', 'Two people for what matters'],
  'disclosure.promises.3.text': [
    '今天做到：公告的起草与发布、验收、付款审核与放行都由不同的人办理，系统按人而不是按账号区分。',
    'Holds today: drafting and publishing, acceptance, checking and releasing money are done by different people; the system tells persons apart, not accounts.',
  ],
  'disclosure.promises.4': ['公开了就不能改', 'What is published stays'],
  'disclosure.promises.4.text': [
    '今天做到：每个公开事件一份不可更改的数据，前后用 SHA-256 相连；数据库拒绝修改和删除，更正只能另发一份。',
    'Holds today: one immutable release for each public event, chained by SHA-256; the database refuses change and removal, a correction is a new release.',
  ],
  'disclosure.promises.4.link': ['取走数据自己核对', 'Take the data and check'],
  'disclosure.promises.5': ['钱对得上', 'The money adds up'],
  'disclosure.promises.5.text': [
    '今天做到：预算、合同、应付、支付都是台账里的一笔笔转账，每一分都有来处；应付金额由合同规则算出，不是填出来的。',
    "Holds today: budget, contract, claim and payment are transfers in one ledger, every fen has a source; the payable amount is computed by the contract's rule, not typed in.",
  ],
  'disclosure.promises.6': ['谁做了什么都有记录', 'Who did what is written down'],
  'disclosure.promises.6.text': [
    '今天做到：每个操作与它的记录同时写入，日志只能增加。公开的完整性日志（由外部见证，让我们自己也无法悄悄改历史）在后续版本提供。',
    'Holds today: every act is written together with its record, and the journal only grows. A public integrity log with outside witnesses, so that even we cannot change history unseen, comes with a later version.',
  ],
  'disclosure.promises.7': ['看不到的也说清楚', 'What you cannot see'],
  'disclosure.promises.7.text': [
    '不公开的有：未批准的计划、未开启的响应、提问人和质疑人、服务对象的个人信息、银行账号。公开政策里逐项写明。',
    'Not public: plans not approved, bids not opened, who asked or challenged, personal data of those served, bank accounts. The publication policy lists it.',
  ],

  'disclosure.accessibility.title': ['无障碍说明', 'Accessibility'],
  'disclosure.accessibility.lead': ['任何人、任何设备都应当用得了。', 'Everybody should be able to use this, on any device.'],
  'disclosure.accessibility.1': ['我们做了什么', 'What we do'],
  'disclosure.accessibility.1.text': [
    '全部页面不依赖脚本，可以只用键盘，能放大到 400%,在 320 像素宽的屏幕上不横向滚动；颜色之外总有文字和形状；页眉可以切换长辈版大字。',
    'All pages work without scripts and by keyboard alone, zoom to 400%, and do not scroll sideways at 320 pixels; there is always a word and a shape beside a colour; larger text is one switch in the header.',
  ],
  'disclosure.accessibility.2': ['已知的不足', 'Known gaps'],
  'disclosure.accessibility.2.text': [
    '宽表格在自己的区域内滚动。机构上传的文件（如扫描件）可能无法朗读。英文界面里，公告和合同原文仍是中文。',
    'Wide tables scroll inside their own region. Files uploaded by organizations, such as scans, may not be readable aloud. In English, notices and contracts stay in Chinese.',
  ],
  'disclosure.accessibility.3': ['遇到障碍', 'If something stops you'],
  'disclosure.accessibility.3.text': [
    '拨打页脚的电话，说明网址和使用的设备，我们用您方便的方式提供同样的内容。',
    'Call the number at the foot of the page with the address and your device; you get the same content in a way that suits you.',
  ],

  'disclosure.privacy.title': ['隐私', 'Privacy'],
  'disclosure.privacy.lead': ['公开的是公共资金，不是个人。', 'Public money is public; people are not.'],
  'disclosure.privacy.1': ['看公开页面', 'Reading public pages'],
  'disclosure.privacy.1.text': [
    '不需要登录，不使用跟踪工具，不加载其他网站的内容。只有选择大字时保存一个偏好设置。',
    'No sign-in, no tracking, nothing loaded from other sites. One cookie is kept when you choose larger text.',
  ],
  'disclosure.privacy.2': ['登录以后', 'After signing in'],
  'disclosure.privacy.2.text': [
    '保存办理所需的姓名、单位、角色和登录记录。密码只存不可还原的摘要。',
    'We keep the name, organization, roles and sign-ins that the work needs. Passwords are kept only as digests that cannot be turned back.',
  ],
  'disclosure.privacy.3': ['服务对象', 'Those who are served'],
  'disclosure.privacy.3.text': ['服务日志只记人次、时长和地点，不记姓名。', 'Service logs hold counts, hours and places, no names.'],
  'disclosure.privacy.4': ['查询和更正', 'Your data'],
  'disclosure.privacy.4.text': [
    '在“我的账号”里查看和更正本人信息；依法必须留存的办理记录不能删除。',
    'See and correct your data under your account; records of acts that the law wants kept cannot be removed.',
  ],
};
