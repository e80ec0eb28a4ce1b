import type { LucideIcon } from 'lucide-react';

/** A Lucide icon at the measure of the design: 16 px, or 14 beside small text; never announced. */
export function Icon({ of: Drawing, size = 16, className }: { of: LucideIcon; size?: number; className?: string }) {
  return <Drawing size={size} strokeWidth={1.6} aria-hidden="true" className={className} style={{ flex: 'none' }} />;
}
