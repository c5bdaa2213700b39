import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { parseYuan, toYuan } from '#kernel';
import { packedExtension, type PackingSlip, packOffer, readSlip } from '#sealing';
import { say } from './say.js';
import { fileBytes, type OfferOnDisk, readOffer, sha256Of } from './sealing.files.js';
import { Wanting } from './wanting.js';

/** `qiyue pack`: seals an offer at the bidder's own machine; nothing of it touches a network. */
export function bidderCommands(program: Command): void {
  program
    .command('pack <slip> <offer>')
    .description('seal an offer offline: a packing slip and answers.json (or a folder with it) become a *.qybid and a recovery file')
    .requiredOption('--out <file>', `where the packed bid goes (*${packedExtension})`)
    .option('--recovery <file>', 'where the recovery file goes; beside the packed bid when left out')
    .action(async (slipFile: string, offerPath: string, options: { out: string; recovery?: string }, command: Command) => {
      const slip = readSlip(fileBytes(slipFile));
      if (!slip)
        throw new Wanting(`${slipFile} 不是打包单。从公告页下载。`, `${slipFile} is no packing slip. Download one from the notice.`);
      const offer = readOffer(offerPath);
      const prices = checkedPrices(slip, offer);
      const { packed, recovery, digest } = await packOffer(slip, {
        provider: offer.provider,
        answers: {
          qualification: { commitment: true, enterprise: offer.enterprise, lots: Object.keys(prices) },
          technical: { plan: offer.plan, staffing: offer.staffing, experience: offer.experience },
          price: { prices },
        },
        files: offer.files,
      });
      const out = options.out.endsWith(packedExtension) ? options.out : `${options.out}${packedExtension}`;
      const kept = options.recovery ?? `${out.slice(0, -packedExtension.length)}-recovery.json`;
      writeFileSync(out, packed);
      writeFileSync(kept, recovery, { mode: 0o600 });
      say(
        command,
        { packed: out, recovery: kept, digest, size: packed.length, sha256: sha256Of(packed), closesAt: slip.closesAt },
        `${slip.number} ${slip.title}`,
        ...Object.entries(prices).map(([lot, price]) => `  采购包 lot ${lot}: ${price} 元 yuan`),
        `  ${offer.files.length} 个附件 · attachments: ${offer.files.length}`,
        `已加密打包 / packed: ${out} (${packed.length} bytes)`,
        `  响应摘要，与回执核对 / digest the receipt must name: ${digest}`,
        `恢复文件，自己保管，不要上传 / recovery file, keep it to yourself: ${kept}`,
        `截止前上传 / hand in before: ${slip.closesAt}`,
      );
    });
}

/** Prices of known lots, above zero, within the limit: what the opening would call invalid is said before. */
function checkedPrices(slip: PackingSlip, { prices }: OfferOnDisk): Record<string, string> {
  const entries = Object.entries(prices);
  if (entries.length === 0) throw new Wanting('没有报价。', 'There is no price.');
  return Object.fromEntries(
    entries.map(([id, written]) => {
      const lot = slip.lots.find((one) => one.id === id);
      if (!lot) throw new Wanting(`公告里没有采购包 ${id}。`, `The notice has no lot ${id}.`);
      const fen = parseYuan(written);
      if (fen === undefined || fen <= 0n)
        throw new Wanting(`采购包 ${id} 的报价 ${written} 要大于零。`, `The price of lot ${id}, ${written}, has to be above zero.`);
      if (fen > (parseYuan(lot.maxPrice) ?? 0n))
        throw new Wanting(
          `采购包 ${id} 的报价超过最高限价 ${lot.maxPrice}。`,
          `The price of lot ${id} is above the limit, ${lot.maxPrice}.`,
        );
      return [id, toYuan(fen)] as const;
    }),
  );
}
