import { one, pressing, say, show, turnTo } from '../kit/dom.js';
import { type Answer, call } from '../kit/http.js';
import { word } from '../kit/page.js';

/** Does something grave; when the server first wants to know again who is there, asks for the password on this page. */
export async function confirmHere<Value>(act: () => Promise<Answer<Value>>): Promise<Answer<Value>> {
  const answer = await act();
  if (answer.is !== 'refused' || answer.code !== 'confirm-first') return answer;
  await asked();
  return confirmHere(act);
}

function asked(): Promise<void> {
  const section = one('[data-confirm]');
  const [password, code, fault] = [
    one<HTMLInputElement>('#confirm-password'),
    one<HTMLInputElement>('#confirm-code'),
    one('[data-said]', section),
  ];
  show(section);
  turnTo(section);
  return new Promise((resolve) => {
    const button = one<HTMLButtonElement>('button', section);
    const fresh = button.cloneNode(true) as HTMLButtonElement;
    button.replaceWith(fresh);
    pressing(fresh, async () => {
      const totp = code.value.trim();
      const sent = await call('POST', '/keys/confirmation', { body: { password: password.value, ...(totp ? { totp } : {}) } });
      password.value = code.value = '';
      if (sent.is !== 'done') return say(fault, sent.is === 'refused' ? sent.text : word('notReached'));
      say(fault, '');
      show(section, false);
      resolve();
    });
  });
}
