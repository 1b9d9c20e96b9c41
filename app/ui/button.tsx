import type { ComponentPropsWithRef, ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'
import { classNames } from './class-names.ts'

type Look = {
  /** main: the one next step. plain: the others. quiet: beside text. danger: cannot be undone (never red: red means late). */
  variant?: 'main' | 'plain' | 'quiet' | 'danger'
  /** desk 40 px, touch 48 px, door 64 px */
  size?: 'desk' | 'touch' | 'door'
  icon?: ReactNode
}

const looks = {
  main: 'border-2 border-green bg-green text-on-green active:border-green-pressed active:bg-green-pressed',
  plain: 'border-2 border-edge bg-sheet text-ink hover:border-ink active:bg-sunk',
  quiet: 'border-2 border-transparent text-enamel underline-offset-4 hover:underline active:bg-sunk',
  danger: 'border-2 border-ink bg-ink text-wall active:bg-ink-2',
} as const

const sizes = {
  desk: 'min-h-12 px-4 py-1.5 text-body desk:min-h-10',
  touch: 'min-h-12 px-4 py-2 text-body',
  door: 'min-h-16 px-3 py-2 text-section',
} as const

export function buttonLook({ variant = 'plain', size = 'desk' }: Look = {}) {
  return classNames(
    'inline-flex items-center justify-center gap-2 rounded-control text-center font-semibold no-underline',
    'disabled:border-hair disabled:bg-sunk disabled:text-ink-3 print:hidden',
    looks[variant],
    sizes[size],
  )
}

export function Button({
  variant,
  size,
  icon,
  className,
  children,
  ...rest
}: Look & ComponentPropsWithRef<'button'>) {
  return (
    <button type="button" className={classNames(buttonLook({ variant, size }), className)} {...rest}>
      {icon}
      {children}
    </button>
  )
}

export function LinkButton({ variant, size, icon, className, children, ...rest }: Look & LinkProps) {
  return (
    <Link className={classNames(buttonLook({ variant, size }), className)} {...rest}>
      {icon}
      {children}
    </Link>
  )
}
