import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/base.css';
import { App } from './app/App.tsx';
import { reportFailures } from './app/report-failures.ts';
import { connect } from './state/backend.ts';
import { queryClient } from './state/queries.ts';
import { followBackend } from './state/session-events.ts';

followBackend(connect());
reportFailures();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
