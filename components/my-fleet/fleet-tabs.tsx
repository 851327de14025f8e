'use client'

import { useTranslations } from 'next-intl'
import { TabRow } from '@/components/shell/tab-row'
import { FLEET_ROOMS, type FleetRoom, fleetHref } from './fleet-rooms'

/** The rooms of a fleet. @param keep what their addresses must carry on; empty for the fleet's own people */
export function FleetTabs({ here, keep }: { here: FleetRoom; keep: string }) {
  const t = useTranslations('myFleet')
  return (
    <TabRow
      label={t('rooms.label')}
      tabs={FLEET_ROOMS.map((room) => ({
        href: fleetHref(room, keep),
        label: t(`rooms.${room}`),
        isHere: room === here,
      }))}
    />
  )
}
