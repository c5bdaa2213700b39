/** PostgreSQL's bigint comes as text; amounts are bigint here. */
export const fenColumn = {
  to: (fen: bigint): string => fen.toString(),
  from: (text: string): bigint => BigInt(text),
};

/** The same where there may be none. */
export const optionalFenColumn = {
  to: (fen: bigint | null | undefined): string | null | undefined => fen?.toString() ?? (fen as null | undefined),
  from: (text: string | null): bigint | null => (text === null ? null : BigInt(text)),
};
