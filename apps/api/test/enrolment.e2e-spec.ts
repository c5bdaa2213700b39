import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { generateSync } from 'otplib';
import type { TestDatabase } from '../../../libs/platform/test/harness.js';
import { house, json, password } from './house.js';

describe('the doors in production', () => {
  let app: NestFastifyApplication;
  let database: TestDatabase;
  beforeAll(async () => {
    ({ app, database } = await house({ mode: 'production', publicUrl: 'https://qiyue.example' }));
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('lead everybody to enrol a second factor first, at both doors, and then let them work', async () => {
    const post = (url: string, payload: object, headers: object = {}) =>
      app.inject({ method: 'POST', url, payload, headers: { ...json, ...headers } });
    const { token } = (await post('/api/v1/sessions', { login: 'lihua', password })).json<{
      token: string;
    }>();
    const bearer = { authorization: `Bearer ${token}` };
    const shut = await app.inject({ method: 'GET', url: '/api/v1/memberships', headers: bearer });
    expect([shut.statusCode, shut.json<{ code: string }>().code]).toEqual([403, 'identity.totp-enrol-first']);

    const page = await app.inject({
      method: 'POST',
      url: '/en/sign-in',
      payload: new URLSearchParams({ login: 'lihua', password }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://qiyue.example' },
    });
    expect(page.headers.location).toBe('/en/account/totp');
    expect(String(page.headers['set-cookie'])).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const cookie = page.headers['set-cookie']!.toString().split(';')[0]!;
    const led = await app.inject({ method: 'GET', url: '/en/account', headers: { cookie } });
    expect([led.statusCode, led.headers.location]).toEqual([303, '/en/account/totp']);

    const { secret } = (await post('/api/v1/account/second-factor', {}, bearer)).json<{ secret: string }>();
    expect((await app.inject({ method: 'GET', url: '/account/totp.svg', headers: { cookie } })).body).toContain('<svg');
    const code = generateSync({ secret });
    expect(
      (
        await app.inject({
          method: 'PUT',
          url: '/api/v1/account/second-factor',
          payload: { code },
          headers: bearer,
        })
      ).statusCode,
    ).toBe(204);
    expect((await app.inject({ method: 'GET', url: '/api/v1/memberships', headers: bearer })).statusCode).toBe(200);
    expect((await post('/api/v1/sessions', { login: 'lihua', password })).json()).toMatchObject({
      code: 'identity.totp-needed',
    });
  });
});
