import { canonical } from './canonical.rules.js';
import { claimIn, claimInLink } from './verification.rules.js';

describe('canonical JSON', () => {
  it('does not depend on the order in which names were written', () => {
    const one = canonical({ b: [1, { d: null, c: '章' }], a: 'x' });
    expect(one.equals(canonical({ a: 'x', b: [1, { c: '章', d: null }] }))).toBe(true);
    expect(one.toString()).toBe('{"a":"x","b":[1,{"c":"章","d":null}]}');
  });
});

describe('what people paste', () => {
  const receipt = JSON.stringify({
    number: 'R-1',
    signature: { algorithm: 'Ed25519', keyId: 'k', signature: 's' },
  });

  it('is a receipt when it carries a signature', () => {
    expect(claimIn(`\n${receipt}`)).toMatchObject({ kind: 'statement', statement: { number: 'R-1' } });
    expect(claimInLink(Buffer.from(receipt).toString('base64url'))).toMatchObject({ kind: 'statement' });
  });

  it('is a digest in any common spelling', () => {
    const hex = 'ab'.repeat(32);
    expect(claimIn(`SHA-256: ${hex.toUpperCase().replace(/(.{8})/g, '$1 ')}`)).toEqual({
      kind: 'digest',
      sha256: hex,
    });
  });

  it.each(['', '{}', '[]', '{"signature":"yes"}', 'R-20261130', '{"a":'])('is neither when it is %p', (text) => {
    expect(claimIn(text)).toEqual({ kind: 'neither' });
  });
});
