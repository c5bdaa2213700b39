import { create } from 'qrcode';

/** A QR code as a drawing for the page; without anything a strict page would refuse. */
export function qrDrawing(text: string): SVGSVGElement {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const margin = 4;
  const side = modules.size + 2 * margin;
  const dots: string[] = [];
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) dots.push(`M${column + margin} ${row + margin}h1v1h-1z`);
  const name = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(name, 'svg');
  drawing.setAttribute('viewBox', `0 0 ${side} ${side}`);
  drawing.setAttribute('width', '220');
  drawing.setAttribute('height', '220');
  drawing.setAttribute('shape-rendering', 'crispEdges');
  const ground = document.createElementNS(name, 'path');
  ground.setAttribute('fill', '#fff');
  ground.setAttribute('d', `M0 0h${side}v${side}H0z`);
  const path = document.createElementNS(name, 'path');
  path.setAttribute('d', dots.join(''));
  drawing.append(ground, path);
  return drawing;
}
