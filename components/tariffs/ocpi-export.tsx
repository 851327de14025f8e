'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { ocpiOfTerms } from '@/lib/tariffs/ocpi/write-tariff'
import type { TariffTerms } from '@/lib/tariffs/tariff'

const VERSIONS = ['2.2.1', '2.3.0'] as const

interface OcpiExportProps {
  id: string
  name: string
  terms: TariffTerms
  lastUpdated: Date
  startsAt: Date | null
}

/** The version in effect as a file in OCPI's words, or what OCPI has no words for. */
export function OcpiExport({ id, name, terms, lastUpdated, startsAt }: OcpiExportProps) {
  const t = useTranslations('tariffEditor.ocpi')
  const download = (version: (typeof VERSIONS)[number]) => {
    const told = ocpiOfTerms(terms, version, { countryCode: 'SE', partyId: 'LAD', id, lastUpdated, startsAt })
    if (typeof told === 'string' || Array.isArray(told)) {
      const obstacles = Array.isArray(told) ? told : [told]
      toast.error(t('cannot', { version, what: obstacles.map((one) => t(`obstacle.${one as 'idle-cap'}`)).join(', ') }))
      return
    }
    const url = URL.createObjectURL(new Blob([JSON.stringify(told, null, 2)], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${name}.ocpi-${version}.json`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline">
          <Download aria-hidden />
          {t('export')}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {VERSIONS.map((version) => (
          <DropdownMenuItem key={version} onSelect={() => download(version)}>
            {t('exportTitle', { version })}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
