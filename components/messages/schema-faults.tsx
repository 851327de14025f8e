import { useTranslations } from 'next-intl'
import type { MessageDetail } from '@/lib/messages/queries/get-message'
import type { SchemaFault } from '@/lib/ocpp-schemas/schema-faults'

/** In what the station broke the standard, and what we made of it: one plain sentence each. */
export function SchemaFaults({ message }: { message: MessageDetail }) {
  const t = useTranslations('messageLog.schema')
  return (
    <section className="grid gap-1.5 rounded-md border border-status-attention/30 bg-status-attention/8 p-3">
      <h3 className="font-medium">
        {t('title', { count: message.explained.length, version: message.protocol.replace('ocpp', 'OCPP ') })}
      </h3>
      <ul className="grid list-disc gap-1 pl-4">
        {message.explained.map((fault) => (
          <li key={`${fault.path}:${fault.kind}`}>
            <Sentence fault={fault} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Sentence({ fault: { path, kind, expected, given, readAs, outcome } }: { fault: SchemaFault }) {
  const t = useTranslations('messageLog.schema')
  const field = path || t('payload')
  const words =
    kind === 'type' && t.has(`types.${expected}` as 'types.string')
      ? t(`types.${expected}` as 'types.string')
      : expected
  const code = (chunks: React.ReactNode) => <code className="break-all font-mono text-xs">{chunks}</code>
  return (
    <>
      {t.rich(`fault.${kind}`, { code, field, expected: words, given: given ?? '' })}{' '}
      <span className="text-muted-foreground">{t.rich(`outcome.${outcome}`, { code, readAs: readAs ?? '' })}</span>
    </>
  )
}
