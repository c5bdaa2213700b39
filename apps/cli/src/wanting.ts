/** Something a person gave is not as it should be; said in both languages, exit code 1. */
export class Wanting extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh}\n${en}`);
  }
}
