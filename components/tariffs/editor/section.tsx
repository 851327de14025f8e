import { type ReactNode, useId } from 'react'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'

/** One question of the editor, with its title as the name of the group of fields. */
export function Section({
  title,
  text,
  actions,
  className,
  children,
}: {
  title: string
  text?: ReactNode
  actions?: ReactNode
  className?: string
  children?: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cn('min-w-0', className)}>
      <Card>
        <CardHeader className={cn(!children && 'pb-4')}>
          <div className="min-w-0 grow basis-64">
            <CardTitle id={id}>{title}</CardTitle>
            {text && <p className="mt-0.5 text-pretty text-muted-foreground text-xs">{text}</p>}
          </div>
          {actions}
        </CardHeader>
        {children && <CardContent className="grid grid-cols-1 gap-4">{children}</CardContent>}
      </Card>
    </section>
  )
}
