import { refuse, type Refusal } from '#kernel';

/** GB 32100-2015: without I O S V Z; a character's value is its place. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Weights 3^(i-1) mod 31 of the first seventeen places. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** GB 11714: weights of the eight places of the organization code; here all letters count, A = 10. */
const organizationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** As people type and paste it: white space, hyphens and small letters do not matter. */
export const normalUscc = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

/**
 * What is wrong with a unified social credit code (GB 32100-2015), or undefined. Refusals: `uscc.length`,
 * `uscc.character`, `uscc.organization-check` (17th place, GB 11714) and `uscc.check-digit` (18th place).
 */
export function usccFault(code: string): Refusal | undefined {
  if (code.length !== 18) return refuse('invalid', 'uscc.length', { length: code.length });
  const strange = [...code].findIndex((character) => !alphabet.includes(character));
  if (strange >= 0) return refuse('invalid', 'uscc.character', { place: strange + 1, character: code[strange]! });
  const organizationCheck = organizationCheckOf(code);
  if (code[16] !== organizationCheck)
    return refuse('invalid', 'uscc.organization-check', {
      place: 17,
      found: code[16]!,
      expected: organizationCheck,
    });
  const check = checkOf(code);
  if (code[17] !== check) return refuse('invalid', 'uscc.check-digit', { place: 18, found: code[17]!, expected: check });
  return undefined;
}

/** May a documented override let this fault pass? Only where every character is sound and a check place is not. */
export const isCheckFault = (fault: Refusal): boolean => fault.code === 'uscc.organization-check' || fault.code === 'uscc.check-digit';

/** Both check places put behind the first sixteen characters of a code. */
export function completeUscc(first16: string): string {
  const first17 = first16 + organizationCheckOf(first16);
  return first17 + checkOf(first17);
}

function organizationCheckOf(code: string): string {
  const sum = organizationWeights.reduce((total, weight, place) => total + Number.parseInt(code[8 + place]!, 36) * weight, 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

function checkOf(code: string): string {
  const sum = weights.reduce((total, weight, place) => total + alphabet.indexOf(code[place]!) * weight, 0);
  return alphabet[(31 - (sum % 31)) % 31]!;
}

const classifications: Readonly<Record<string, string>> = {
  '11': '行政机关',
  '12': '事业单位',
  '13': '群团组织',
  '31': '律师事务所',
  '51': '社会团体',
  '52': '社会服务机构',
  '53': '基金会',
  '54': '基层群众性自治组织',
  '59': '其他社会组织',
  '91': '企业',
  '92': '个体工商户',
  '93': '农民专业合作社',
};

/** What the first two places say an organization is; "其他" when they say nothing we know. */
export const classificationOf = (uscc: string): string => classifications[uscc.slice(0, 2)] ?? '其他';

/** Every classification that a code or a file may give. */
export const knownClassifications: readonly string[] = [...Object.values(classifications), '公益一类事业单位', '公益二类事业单位', '其他'];
