'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { FILE_FORMATS } from '@/lib/invoices/file-formats'

interface InvoiceDownloadsProps {
  id: string
  isDraft: boolean
  /** What its sessions rest on is a file too. */
  hasSessions: boolean
}

/** The invoice as a file. A draft is not sent to anybody: it has no e-invoice. */
export function InvoiceDownloads({ id, isDraft, hasSessions }: InvoiceDownloadsProps) {
  const t = useTranslations('invoices')
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline">
          <Download aria-hidden />
          {t('download')}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {FILE_FORMATS.filter((format) => !isDraft || format !== 'xml').map((format) => (
          <DropdownMenuItem key={format} asChild>
            <a href={`/api/invoices/${id}/${format}`} download>
              {t(`format.${format}`)}
            </a>
          </DropdownMenuItem>
        ))}
        {hasSessions && (
          <DropdownMenuItem asChild>
            <a href={`/api/invoices/${id}/annex`} download>
              {t('explained.annexWhole')}
            </a>
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
