import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { parseYuan, toYuan } from '#kernel';
import { packedExtension, type PackingFault, packingFaults, type PackingSlip, packOffer, readSlip } from '#sealing';
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
      const [fault] = packingFaults(slip, { provider: offer.provider, texts: offer, files: offer.files });
      if (fault) throw wantingFor(fault);
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

function wantingFor(fault: PackingFault): Wanting {
  switch (fault.code) {
    case 'provider':
      return new Wanting(
        'provider 须是 18 位统一社会信用代码，与平台上登记的一致。',
        'provider has to be the credit code of 18 characters, as registered on the platform.',
      );
    case 'text-too-long':
      return new Wanting(
        `${fault.text} 最多 ${fault.limit} 字，现在 ${fault.length} 字。`,
        `${fault.text} may have at most ${fault.limit} characters; it has ${fault.length}.`,
      );
    case 'file-too-large':
      return new Wanting(`${fault.name} 最大 ${fault.limit} MB。`, `${fault.name} may have at most ${fault.limit} MB.`);
    case 'too-many-files':
      return new Wanting(`最多 ${fault.limit} 个附件。`, `There may be at most ${fault.limit} attachments.`);
    case 'too-large':
      return new Wanting(`附件合计最大 ${fault.limit} MB。`, `The attachments may have at most ${fault.limit} MB together.`);
  }
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
