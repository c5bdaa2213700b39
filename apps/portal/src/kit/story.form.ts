import type { FormState } from './form-state.js';

/** A form refused in two fields. */
export const storyForm: FormState = {
  key: '7d2b6c1e-6a0f-4a53-9f6e-0d6a1c7f3b52',
  values: {
    title: '远程求救求助呼叫中心运营服务',
    people: '',
    budget: '850000.00',
    method: 'negotiation',
    need: '为海陵区老年人、残疾人家庭提供二十四小时求救求助呼叫应答与派单。',
    groups: ['elders'],
    closes: '2026-11-12',
  },
  faults: { people: '填写服务对象人数', closes: '响应截止须不早于 2026年11月30日' },
  summary: [
    { text: '填写服务对象人数', href: '#f-people' },
    { text: '响应截止须不早于 2026年11月30日', href: '#f-closes' },
  ],
  refusal: null,
  status: 422,
};
