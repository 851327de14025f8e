import { worldPoint } from '@/lib/map/mercator'
import { CITIES } from './cities'
import type { Placing } from './frame'

const PLACED = CITIES.map(({ at: [longitude, latitude], ...city }) => ({
  ...city,
  ...worldPoint(longitude, latitude, 0),
}))

/** Names on the bundled basemap, which has none of its own. */
export function CityNames({ place, zoom }: { place: Placing; zoom: number }) {
  return PLACED.map(({ name, minZoom, x, y }) => {
    const at = zoom >= minZoom ? place.point(x, y) : null
    return (
      at && (
        <div key={name} aria-hidden="true" className="absolute top-0 left-0" style={at}>
          <span className="block -translate-x-1/2 -translate-y-1/2 whitespace-nowrap text-[10px] text-muted-foreground">
            {name}
          </span>
        </div>
      )
    )
  })
}
