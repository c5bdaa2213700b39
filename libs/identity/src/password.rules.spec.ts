import { goodPassword } from './password.rules.js';

describe('a password', () => {
  it('is taken from twelve characters on', () => {
    expect(goodPassword('竹杖芒鞋轻胜马谁怕一蓑烟', 'lihua')).toBeUndefined();
    expect(goodPassword('elevenchars', 'lihua')).toMatchObject({
      code: 'password.too-short',
      facts: { limit: 12, length: 11 },
    });
  });
  it('is refused when it is what everybody tries, or holds the login', () => {
    expect(goodPassword('my-PassWord-is-long', 'lihua')).toMatchObject({
      code: 'password.banned',
      facts: { word: 'password' },
    });
    expect(goodPassword('dear-lihua-hello', 'lihua')).toMatchObject({ code: 'password.like-login' });
  });
  it('says at which field it was wrong', () => expect(goodPassword('short', 'lihua', 'new')?.fields).toMatchObject([{ field: 'new' }]));
});
