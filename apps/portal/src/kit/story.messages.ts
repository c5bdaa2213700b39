import type { Messages } from './messages.js';

export const storyMessages: Messages = {
  'story.title': ['远程求救求助呼叫中心运营服务', 'Emergency call centre for elders'],
  'story.standing': ['响应中', 'Open'],
  'story.form': ['新建采购需求', 'New need'],
  'story.check': ['核对并发布公告', 'Check and publish the notice'],
  'story.todo.publish': ['发布采购公告：{what}', 'Publish the notice: {what}'],
  'story.todo.answer': ['答复 {count} 个问题：{what}', 'Answer {count} questions: {what}'],
  'story.todo.accept': ['验收第 {count} 期：{what}', 'Accept milestone {count}: {what}'],
};
