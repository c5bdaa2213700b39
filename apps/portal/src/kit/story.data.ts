import { moneyBar } from './money-bar.js';
import type { TodoItem } from './todo.js';

const day = 86_400_000;

/** One project as it might stand today, told with every component. */
export function storyData(now: Date): object {
  const at = (days: number, seconds = 0): Date => new Date(now.getTime() + days * day + seconds * 1000);
  return {
    closesAt: at(2, 11_000),
    budget: 85_000_000n,
    facts: [
      { label: '采购单位', value: '海陵区民政局', href: '/departments/321202-mz' },
      { label: '预算', value: '¥850,000.00', second: '85 万元' },
      { label: '方式', value: '竞争性磋商' },
      { label: '谁能响应', value: '依法登记的组织，看条件', href: '/notices/321202-2026-C-0017' },
      { label: '评审', value: '价格 20 · 方案 45 · 能力 35' },
    ],
    timeline: [
      {
        at: at(-12, 3),
        act: 'published',
        text: '公告发布',
        detail: '官方媒介同日刊登，期限从刊登之时起算',
        files: [{ href: '/files/1', name: '采购文件.pdf', size: '312 KB', digest: 'sha256 9f2c41d7…a07e' }],
      },
      { at: at(-4), light: 'green', text: '答疑截止', detail: '收到 6 个问题，已全部答复' },
      { at: at(2, 11_000), now: true, light: 'amber', text: '响应截止' },
      { at: at(2, 14_600), planned: true, text: '开启' },
      { planned: true, text: '评审 · 结果 · 合同 · 验收 · 付款', at: null },
    ],
    stages: stages(at),
    money: moneyBar({
      planned: 9_860_000_000n,
      contracted: 7_124_500_000n,
      accepted: 4_010_200_000n,
      paid: 3_388_000_000n,
    }),
    todos: todos(at),
    tasks: [
      {
        title: '服务需求与数量',
        href: '/buy/needs/1/need',
        hint: '李敏 今天 10:31 修改',
        state: { key: 'task.done' },
        colour: 'none',
      },
      {
        title: '质量要求与验收办法',
        href: '/buy/needs/1/quality',
        state: { key: 'task.in-progress' },
        colour: 'blue',
      },
      {
        title: '评审标准',
        href: '/buy/needs/1/criteria',
        hint: '各项权重合计 95，须为 100',
        state: { key: 'task.problem' },
        colour: 'red',
      },
      {
        title: '提交审核',
        href: null,
        hint: '以上三项完成后可以提交',
        state: { key: 'task.blocked' },
        colour: 'none',
      },
    ],
    rows: [
      { label: '项目名称', value: '远程求救求助呼叫中心运营服务', change: '/buy/needs/1/need' },
      { label: '预算', value: '¥850,000.00（捌拾伍万元整）', change: '/buy/needs/1/budget' },
      { label: '响应截止', value: '2026年11月30日 17:00', change: '/buy/needs/1/dates' },
    ],
    compliance: [
      {
        light: 'green',
        word: '合规',
        text: '公告期不少于规定天数',
        rule: '政府采购竞争性磋商采购方式管理暂行办法 第十条',
      },
      {
        light: 'red',
        word: '违规',
        text: '资格条件限定了注册地',
        rule: '财库〔2019〕38号 第一条',
        href: '/oversight/flags/12',
      },
    ],
    notices: notices(at),
    list: { path: '/notices', filters: {}, filtered: false, sort: '', rows: [] },
    receipt: {
      number: 'R-20261118-7KQ2MD-4',
      at: at(-1, 3),
      digest: 'sha256 4be1 09c7 52aa f1d0 7735 c0de 91b2 8e64',
      next: '11月30日 17:00 开启时公开拆封，届时通知您。',
    },
    methods: [
      { value: 'open', text: '公开招标', hint: '适合需求明确、金额较大的服务' },
      { value: 'negotiation', text: '竞争性磋商', hint: '适合技术复杂或不能事先算出总价的服务' },
      { value: 'single', text: '单一来源', hint: '须写明理由并公示' },
    ],
    groups: [
      { value: 'elders', text: '老年人' },
      { value: 'disabled', text: '残疾人' },
      { value: 'children', text: '儿童' },
    ],
  };
}

function stages(at: (days: number, seconds?: number) => Date): object[] {
  return [
    {
      name: '服务完成',
      act: 'signed',
      light: 'green',
      holder: '泰州市海陵区阳光社会工作服务中心',
      at: at(-20, 5),
    },
    { name: '提交验收', act: 'sealed', light: 'green', holder: '项目负责人 王芳', at: at(-16, 41) },
    { name: '验收', act: 'accepted', light: 'green', holder: '海陵区民政局 李敏', at: at(-9, 12) },
    { name: '付款申请', act: 'signed', light: 'green', holder: '机构财务 赵静', at: at(-7, 8) },
    { name: '财政初审', light: 'amber', holder: '海陵区财政局 陈立', dueAt: at(2), here: true },
    { name: '财政复核', light: 'grey', holder: '海陵区财政局' },
    { name: '到账', light: 'grey', holder: '国库' },
  ];
}

function todos(at: (days: number) => Date): TodoItem[] {
  return [
    {
      title: { key: 'story.todo.accept', facts: { count: 2, what: '社区矫正帮扶' } },
      href: '/buy/contracts/7',
      dueAt: at(-1),
      light: 'red',
      waits: '阳光社会工作服务中心',
    },
    {
      title: { key: 'story.todo.answer', facts: { count: 3, what: '呼叫中心运营' } },
      href: '/buy/notices/3',
      dueAt: at(2),
      light: 'amber',
      waits: '4 家响应单位',
    },
    {
      title: { key: 'story.todo.publish', facts: { what: '困境儿童陪伴' } },
      href: '/buy/notices/4',
      dueAt: at(12),
      light: 'green',
    },
  ];
}

function notices(at: (days: number) => Date): object[] {
  return [
    {
      title: '困境儿童课后陪伴与家庭支持服务',
      department: '海陵区民政局',
      budget: 32_000_000n,
      closesAt: at(3),
      state: '响应中',
      colour: 'green',
    },
    {
      title: '城中街道助餐点运营与送餐上门',
      department: '城中街道办事处',
      budget: 128_000_000n,
      closesAt: at(9),
      state: '响应中',
      colour: 'green',
    },
  ];
}
