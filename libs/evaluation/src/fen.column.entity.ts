/** PostgreSQL's bigint comes as text; amounts are bigint here. */
export const fenColumn = {
  to: (fen: bigint): string => fen.toString(),
  from: (text: string): bigint => BigInt(text),
};
