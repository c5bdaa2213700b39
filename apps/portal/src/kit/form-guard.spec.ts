import { isOwn } from './form-guard.js';

const home = 'https://qiyue.example.cn';
const form = { cookie: 'session=1', 'content-type': 'application/x-www-form-urlencoded' };

describe('a form', () => {
  it('passes from our own page', () => {
    expect(isOwn({ ...form, 'sec-fetch-site': 'same-origin' }, home)).toBe(true);
    expect(isOwn({ ...form, origin: home }, home)).toBe(true);
  });

  it('is refused from another site, another port, or with no word of where it stood', () => {
    expect(isOwn({ ...form, 'sec-fetch-site': 'cross-site' }, home)).toBe(false);
    expect(isOwn({ ...form, 'sec-fetch-site': 'same-site', origin: home }, home)).toBe(false);
    expect(isOwn({ ...form, origin: `${home}:8443` }, home)).toBe(false);
    expect(isOwn({ ...form, origin: 'null' }, home)).toBe(false);
    expect(isOwn(form, home)).toBe(false);
  });

  it('cannot sign somebody in from another site, even without a cookie', () => {
    expect(isOwn({ 'content-type': form['content-type'], 'sec-fetch-site': 'cross-site' }, home)).toBe(false);
  });

  it('is not what a program sends with its token', () => {
    expect(isOwn({ 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }, home)).toBe(true);
    expect(isOwn({ 'content-type': 'multipart/form-data; boundary=x' }, home)).toBe(true);
  });
});
