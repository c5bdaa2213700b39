/** How one of two twins is named where it is spoken of. */
export interface Twin {
  readonly id: string;
  readonly number: string;
  readonly planItemId: string;
  readonly planNumber: string;
  readonly lineNumber: string;
}

const times = [
  /\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g,
  /\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?/g,
  /\d{4}年\d{1,2}月\d{1,2}日( ?\d{1,2}:\d\d(:\d\d)?)?/g,
  /\d{1,2} [A-Z][a-z]+ \d{4}(,? \d\d:\d\d(:\d\d)?)?/g,
  /\d\d:\d\d:\d\d/g,
  /\d{8}T\d{6}Z?/g,
  /(还剩|已逾期) [^<"]*/g,
];
const marks = [
  /(?<="seq":")\d+/g,
  /^\d+(?=,)/g,
  /[0-9a-f]{12}-[0-9a-z]{1,6}(?![0-9a-z-])/g,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
  /age1[0-9a-z]{58}/g,
  /[0-9a-f]{64}/g,
  /[A-Za-z0-9+/]{86}==/g,
];

/** What an answer says about a twin, without its own names, ids, digests, times and how long until then: nothing else may differ. */
export function faceOf(text: string, twin: Twin): string {
  const names = [
    encodeURIComponent(twin.number),
    twin.number,
    twin.planNumber,
    ocidOfPlan(twin),
    twin.lineNumber,
    twin.id,
    twin.planItemId,
  ];
  const named = names.reduce((rest, name) => rest.replaceAll(name, '#'), text);
  return [...marks, ...times].reduce((face, pattern) => face.replace(pattern, '*'), named).replace(/(\*[\s:,~–-]*)+/g, '*');
}

/** In a list: every entry that speaks of a twin, without it. */
export function facesIn(text: string, twin: Twin): string[] {
  const own = entriesIn(text).filter((entry) => [twin.id, twin.number, twin.planItemId].some((name) => entry.includes(name)));
  return own.map((entry) => faceOf(entry, twin)).sort();
}

function entriesIn(text: string): string[] {
  if (text.trimStart().startsWith('{')) return objectsIn(text);
  if (!text.trimStart().startsWith('<')) return text.split('\n');
  return text.split(/(?=<(?:li|tr|article|entry)\b)/).map((entry) => entry.replace(/<\/(li|tr|article|entry)>[^]*$/, ''));
}

/** Plans are published under ids of their own, made from their numbers. */
const ocidOfPlan = ({ planNumber }: Twin): string => planNumber.replace(/^\d+-(\d{4})-JH-/, 'PLAN-$1-');

/** The objects in lists of a JSON answer, each as text. */
function objectsIn(text: string): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const one of value as unknown[]) found.push(JSON.stringify(one));
    } else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
  };
  walk(JSON.parse(text));
  return found;
}
