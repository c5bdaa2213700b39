import { shippedData } from './shipped-data.gateway.js';

/** One line of the 指导性目录: what a government may buy as a service. Codes grow by two digits a level. */
export interface CatalogueNode {
  readonly code: string;
  readonly name: string;
  /** The names above it, the root first. */
  readonly path: readonly string[];
  /** Nothing stands below it. */
  readonly leaf: boolean;
  /** 公共服务, as against services for the organ itself. */
  readonly publicService: boolean;
}

interface Listed {
  readonly code: string;
  readonly name: string;
}

/** The catalogue in force (MOF Order 102 Art. 11): what is not in it and has no budget is not bought. */
export const catalogue: readonly CatalogueNode[] = shippedData().catalogues.flatMap((file) => {
  const { nodes } = file as { nodes: readonly Listed[] };
  return nodes.map(({ code, name }) => ({
    code,
    name,
    path: nodes.filter((other) => other.code !== code && code.startsWith(other.code)).map((other) => other.name),
    leaf: !nodes.some((other) => other.code !== code && other.code.startsWith(code)),
    publicService: code.startsWith('A'),
  }));
});

/** The line of the catalogue a category names, by name or code. */
export const catalogued = (category: string): CatalogueNode | undefined =>
  catalogue.find(({ code, name, leaf }) => leaf && (name === category || code === category));
