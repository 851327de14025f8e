'use client'

import { useMemo } from 'react'
import { useFreshFleet } from '@/components/fleet/use-fresh-fleet'

/** Reads a job anew while it is being done: soon after its station has said something, else now and then. */
export function JobFresh({ isOpen, stationId }: { isOpen: boolean; stationId: string }) {
  useFreshFleet(
    isOpen,
    useMemo(() => new Set([stationId]), [stationId]),
  )
  return null
}
