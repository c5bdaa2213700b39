import type { Lifecycle } from '#kernel';

/**
 * 信用状况 as the registrars publish it (民政部令60号): noted = a penalty or warning on record, abnormal = 活动异常名录,
 * banned = 严重违法失信名单.
 */
export type Standing = 'good' | 'noted' | 'abnormal' | 'banned';
export type StandingAct = 'note' | 'list' | 'ban' | 'clear';

export const standingLifecycle: Lifecycle<Standing, StandingAct> = {
  good: { note: 'noted', list: 'abnormal', ban: 'banned' },
  noted: { clear: 'good', list: 'abnormal', ban: 'banned' },
  abnormal: { clear: 'good', ban: 'banned' },
  banned: { clear: 'good' },
};

export const standings = Object.keys(standingLifecycle) as Standing[];
export const standingActs: readonly StandingAct[] = ['note', 'list', 'ban', 'clear'];
