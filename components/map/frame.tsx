import type { CSSProperties, ReactNode } from 'react'
import { worldPoint } from '@/lib/map/mercator'
import { type Bounds, FIT_MAX_ZOOM, FIT_PADDING, type MapView, type WorldBox, worldBox } from '@/lib/map/view'

/** Where something of the flat world (px of zoom 0) is drawn inside a `MapFrame`. */
export interface Placing {
  readonly point: (x: number, y: number) => CSSProperties | null
  readonly box: (box: WorldBox) => CSSProperties
}

/** Px beyond the edge that are drawn, too: half a mark must not vanish. */
const MARGIN_PX = 40

/**
 * With a view, px of the screen. Without one nobody knows how large the map is: then the bounds are fitted by the browser's own
 * layout, and everything has its place in hundredths of them.
 */
export function placing(view: MapView | null, bounds: Bounds): Placing {
  if (view === null) {
    const frame = worldBox(bounds)
    const across = (x: number) => percent((x - frame.x) / frame.width)
    const down = (y: number) => percent((y - frame.y) / frame.height)
    return {
      point: (x, y) => ({ left: across(x), top: down(y) }),
      box: ({ x, y, width, height }) => ({
        left: across(x),
        top: down(y),
        width: percent(width / frame.width),
        height: percent(height / frame.height),
      }),
    }
  }
  const scale = 2 ** view.zoom
  const centre = worldPoint(view.longitude, view.latitude, view.zoom)
  const [left, top] = [centre.x - view.width / 2, centre.y - view.height / 2]
  return {
    point: (worldX, worldY) => {
      const [x, y] = [worldX * scale - left, worldY * scale - top]
      const isSeen = x > -MARGIN_PX && y > -MARGIN_PX && x < view.width + MARGIN_PX && y < view.height + MARGIN_PX
      return isSeen ? { transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)` } : null
    },
    box: ({ x, y, width, height }) => ({
      left: x * scale - left,
      top: y * scale - top,
      width: width * scale,
      height: height * scale,
    }),
  }
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`

/** What `placing` counts from. */
export function MapFrame({ view, bounds, children }: { view: MapView | null; bounds: Bounds; children: ReactNode }) {
  const box = worldBox(bounds)
  const ratio = box.width / box.height
  const fitted: CSSProperties = {
    left: '50%',
    top: '50%',
    translate: '-50% -50%',
    width: `min(100cqw, 100cqh * ${ratio.toFixed(6)}, ${(box.width * 2 ** FIT_MAX_ZOOM).toFixed(1)}px)`,
    aspectRatio: ratio.toFixed(6),
  }
  return (
    <div
      className="pointer-events-none absolute"
      style={view === null ? { inset: FIT_PADDING, containerType: 'size' } : { inset: 0 }}
    >
      <div className="absolute" style={view === null ? fitted : { inset: 0 }}>
        {children}
      </div>
    </div>
  )
}
