import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'

/** OCPP's ten degrees, in words; the grave ones in colour. */
export function Severity({ severity }: { severity: number }) {
  const t = useTranslations('devices.severity')
  const variant = severity <= 3 ? 'faulted' : severity <= 5 ? 'attention' : 'outline'
  return <Badge variant={variant}>{t(String(severity) as '0')}</Badge>
}
