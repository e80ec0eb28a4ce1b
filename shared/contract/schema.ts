import { z } from 'zod';

// The page's Content-Security-Policy forbids code made at run time, which zod would otherwise use for speed.
z.config({ jitless: true });

export { z };
