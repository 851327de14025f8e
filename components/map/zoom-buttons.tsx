'use client'

import { Maximize, Minus, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

interface ZoomButtonsProps {
  onZoom: (steps: number) => void
  onWhole: () => void
}

/** For those without a wheel, and for the keyboard. */
export function ZoomButtons({ onZoom, onWhole }: ZoomButtonsProps) {
  const t = useTranslations('map')
  const buttons = [
    { name: 'closer', Icon: Plus, act: () => onZoom(1) },
    { name: 'further', Icon: Minus, act: () => onZoom(-1) },
    { name: 'whole', Icon: Maximize, act: onWhole },
  ] as const
  return (
    <div className="absolute top-2 right-2 z-10 flex flex-col rounded-md border bg-popover shadow-sm">
      {buttons.map(({ name, Icon, act }) => (
        <Button key={name} variant="ghost" size="icon" aria-label={t(name)} title={t(name)} onClick={act}>
          <Icon aria-hidden />
        </Button>
      ))}
    </div>
  )
}
