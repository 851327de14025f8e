import type { CSSProperties } from 'react'
import { BASE_BOUNDS } from '@/lib/map/base-bounds'
import { worldPoint } from '@/lib/map/mercator'
import { type Bounds, type MapView, worldBox } from '@/lib/map/view'
import { placing } from './frame'

const BOX = worldBox(BASE_BOUNDS)
/** Looked at from closer than this the coarse picture shows its corners. */
const COARSE_UNTIL = 6.5

interface BaseMapProps {
  view: MapView | null
  bounds: Bounds
  zoom: number
}

/** The bundled basemap: a picture that is moved and stretched. Only the theme's own is fetched. */
export function BaseMap({ view, bounds, zoom }: BaseMapProps) {
  const picture =
    zoom > COARSE_UNTIL
      ? 'bg-[url(/map/fine-light.svg)] dark:bg-[url(/map/fine-dark.svg)]'
      : 'bg-[url(/map/coarse-light.svg)] dark:bg-[url(/map/coarse-dark.svg)]'
  return (
    <div
      className={`absolute bg-no-repeat bg-size-[100%_100%] ${picture}`}
      style={view === null ? placing(null, bounds).box(BOX) : stretched(view)}
    />
  )
}

/** Drawn once for a step of zoom; in between, and when it is dragged, only its place on the screen changes, which costs next to nothing. */
function stretched(view: MapView): CSSProperties {
  const step = Math.round(view.zoom)
  const size = 2 ** step
  const scale = 2 ** view.zoom
  const centre = worldPoint(view.longitude, view.latitude, view.zoom)
  const x = BOX.x * scale - centre.x + view.width / 2
  const y = BOX.y * scale - centre.y + view.height / 2
  return {
    left: 0,
    top: 0,
    width: BOX.width * size,
    height: BOX.height * size,
    transformOrigin: '0 0',
    transform: `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px) scale(${(scale / size).toFixed(5)})`,
    willChange: 'transform',
  }
}
