/** How an opening is opened again without any program of ours; each with the sentence `documents.step.<n>`. */
export const openingCommands = [
  `unzip -q package.zip -d opening
cd opening`,
  `for bid in bids/*/; do sha256sum "\${bid}bid.json"; done`,
  `sha256sum bids/*/price.json
grep -o '"price":"[0-9a-f]*"' bids/*/bid.json`,
  `for bid in bids/*/; do age-keygen -y "\${bid}price.key"; done
grep -o '"pk":"[^"]*"' bids/*/price.json`,
  `for bid in bids/*/; do age -d -i "\${bid}price.key" "\${bid}price.age"; echo; done`,
  `qiyue verify opening package.zip --key keys.json`,
];
