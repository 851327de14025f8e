import { BASE_BOUNDS } from './base-bounds'
import type { Basemap } from './basemap'
import type { Line } from './clip-ring'
import { worldPoint } from './mercator'
import { PAPER, type Theme } from './paper'
import { worldBox } from './view'

/** At this zoom a unit of the picture is one px, and its points lie so many units apart at least. */
const DETAIL = { coarse: { zoom: 6, least: 4 }, fine: { zoom: 10, least: 4 } } as const
export type Detail = keyof typeof DETAIL

/** Land, shores and borders as an SVG of `BASE_BOUNDS`: a map that is there with the page, and needs no WebGL. */
export function basePicture({ features }: Basemap, theme: Theme, detail: Detail): string {
  const paper = PAPER[theme]
  const { zoom, least } = DETAIL[detail]
  const box = worldBox(BASE_BOUNDS)
  const scale = 2 ** zoom
  const pen = { zoom, least, left: box.x * scale, top: box.y * scale }
  // A path for each line: what lies outside of what is shown is then left out of the drawing at once.
  const paths = (kind: 'shore' | 'border') =>
    features
      .filter(({ properties }) => properties.kind === kind)
      .flatMap(({ geometry }) => geometry.coordinates)
      .map((line) => path(drawn(line, pen, '')))
  const land = features
    .filter(({ properties }) => properties.kind === 'land')
    .map(({ geometry }) => path(geometry.coordinates.map((ring) => drawn(ring, pen, 'z')).join('')))
  const size = [box.width, box.height].map((px) => Math.round(px * scale))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.join(' ')}" preserveAspectRatio="none">`,
    // Neighbours are drawn a line wider than they are: thinned each for itself, they would leave gaps.
    `<style>path{vector-effect:non-scaling-stroke;stroke-linejoin:round}</style>`,
    `<g fill="${paper.land}" fill-rule="evenodd" stroke="${paper.land}">${land.join('')}</g>`,
    `<g fill="none" stroke="${paper.shore}">${paths('shore').join('')}</g>`,
    `<g fill="none" stroke="${paper.border}">${paths('border').join('')}</g>`,
    '</svg>',
  ].join('')
}

const path = (d: string) => (d === '' ? '' : `<path d="${d}"/>`)

interface Pen {
  readonly zoom: number
  readonly least: number
  readonly left: number
  readonly top: number
}

/** A line in whole units, steps from point to point; nothing when it is smaller than a unit. @param end `z` closes it */
function drawn(line: Line, { zoom, least, left, top }: Pen, end: 'z' | ''): string {
  let [x, y] = [0, 0]
  let path = ''
  let count = 0
  for (const [index, [longitude, latitude]] of line.entries()) {
    const point = worldPoint(longitude, latitude, zoom)
    const [dx, dy] = [Math.round(point.x - left) - x, Math.round(point.y - top) - y]
    const length = Math.abs(dx) + Math.abs(dy)
    if (count > 0 && (length === 0 || (length < least && index < line.length - 1))) continue
    path += count === 0 ? `M${dx} ${dy}` : `${count === 1 ? 'l' : dx < 0 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`
    x += dx
    y += dy
    count++
  }
  return count < (end === 'z' ? 3 : 2) ? '' : path + end
}
