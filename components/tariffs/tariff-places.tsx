'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import type { AssignAction, Place } from './assign-tariff'

export interface PlaceShown {
  readonly group: 'sites' | 'stations' | 'connectors'
  readonly label: string
  readonly href: string
  readonly place: Place
}

interface TariffPlacesProps {
  tariff: string
  places: readonly PlaceShown[]
  /** Null for those who may only look. */
  assign: AssignAction | null
}

const GROUPS = ['sites', 'stations', 'connectors'] as const

/** Every place that has chosen a tariff, each one click from being released. */
export function TariffPlaces({ tariff, places, assign }: TariffPlacesProps) {
  const t = useTranslations('tariffs.where')
  const common = useTranslations('common')
  const { act } = useAct()
  if (places.length === 0) return <p className="text-muted-foreground">{t('nowhere')}</p>
  return (
    <div className="grid gap-4">
      {GROUPS.filter((group) => places.some((place) => place.group === group)).map((group) => (
        <section key={group}>
          <h3 className="mb-1 text-muted-foreground text-xs">{t(group)}</h3>
          <ul className="divide-y">
            {places
              .filter((place) => place.group === group)
              .map(({ label, href, place }) => (
                <li key={label} className="flex min-h-9 items-center justify-between gap-2">
                  <Link href={href} className="truncate underline-offset-4 hover:underline">
                    {label}
                  </Link>
                  {assign && (
                    <Confirm
                      trigger={
                        <Button
                          variant="ghost"
                          size="icon-sm"
                          aria-label={t('remove', { place: label })}
                          className="text-muted-foreground"
                        >
                          <X aria-hidden />
                        </Button>
                      }
                      title={t('removeTitle', { tariff, place: label })}
                      description={t('removeText')}
                      confirmLabel={t('remove', { place: label })}
                      cancelLabel={common('cancel')}
                      onConfirm={() => act(assign, { place, tariffId: null }, t('removed', { tariff, place: label }))}
                    />
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
