import { writeBounds } from '@/lib/map/view'
import type { MapMark } from './marks-of'

/** Where a mark leads: to its site, or to the map of its sites. */
export const markHref = ({ site, bounds }: MapMark): string =>
  site === null ? `/stations?show=map&area=${writeBounds(bounds)}` : `/sites/${site.id}`
