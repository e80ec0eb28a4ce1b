import { describe, expect, it } from 'vitest';
import { readDate, readMachineDate } from '../../electron/analysis/extract/index.ts';
import { dateOrderOf } from '../../electron/analysis/extract/metadata/dates.ts';

describe('dates as people write them', () => {
  it.each([
    ['16 May 2031 19:39', '2031-05-16T19:39'],
    ['May 16, 2031, 7:39 p.m.', '2031-05-16T19:39'],
    ['12:05 a.m., May 3rd, 2031', '2031-05-03T00:05'],
    ['Published on Friday, 3 January 2031', '2031-01-03'],
    ['3 de marzo de 2031', '2031-03-03'],
    ['14 мая 2031, 10:30', '2031-05-14T10:30'],
    ['٣ أيار ٢٠٣١', '2031-05-03'],
    ['١٤ يناير ٢٠٣١', '2031-01-14'],
    ['5 كانون الثاني 2031', '2031-01-05'],
    ['1. März 2031', '2031-03-01'],
    ['le 1er août 2031 à 18h05', '2031-08-01T18:05'],
    ['2031年5月16日', '2031-05-16'],
    ['16.05.2031, 08:00', '2031-05-16T08:00'],
    ['16 May 2031 at 19:39 GMT+3', '2031-05-16T19:39+03:00'],
    ['16 May 2031 19:39 UTC', '2031-05-16T19:39Z'],
    ['25/12/2031', '2031-12-25'],
    ['12/25/2031', '2031-12-25'],
    ['spring issue, April 2031', '2031-04'],
  ])('%s is %s', (written, value) => {
    expect(readDate(written, 'en')?.value).toBe(value);
  });

  it('does not take a named zone for an offset', () => {
    expect(readDate('May 16, 2031 7:39 PM ET', 'en')?.value).toBe('2031-05-16T19:39');
    expect(readDate('May 16, 2031 7:39 PM', 'en')?.value).toBe('2031-05-16T19:39');
  });

  it('leaves the day-month order open whatever the language, and gives both readings', () => {
    const open = {
      value: null,
      ambiguous: '03/04/2031',
      readings: { dayFirst: '2031-04-03', monthFirst: '2031-03-04' },
    };
    for (const language of ['en', 'es', 'de', '']) expect(readDate('03/04/2031', language)).toEqual(open);
    expect(readDate('on 03-04-2031 at 10:30 UTC')).toEqual({
      value: null,
      ambiguous: '03-04-2031 at 10:30 UTC',
      readings: { dayFirst: '2031-04-03T10:30Z', monthFirst: '2031-03-04T10:30Z' },
    });
  });

  it('reads a numeric date whose order the numbers, dots or a year in front settle', () => {
    expect(readDate('03.04.2031', 'en')).toEqual({ value: '2031-04-03' });
    expect(readDate('04/04/2031', 'en')).toEqual({ value: '2031-04-04' });
    expect(readDate('2031/04/03', 'en')).toEqual({ value: '2031-04-03' });
    expect(readDate('2031. 4. 3.', 'ko')).toEqual({ value: '2031-04-03' });
  });

  it('takes a weekday printed beside a numeric date as evidence for its order', () => {
    // 3 April 2031 is a Thursday, 4 March 2031 a Tuesday.
    expect(readDate('Thursday, 03/04/2031')).toEqual({ value: '2031-04-03' });
    expect(readDate('03/04/2031 (Tue)')).toEqual({ value: '2031-03-04' });
    expect(readDate('jueves 03/04/2031, 10:30')).toEqual({ value: '2031-04-03T10:30' });
    expect(readDate('Friday, 03/04/2031')?.value).toBeNull();
  });

  it('needs the language for a month name that means two months', () => {
    expect(readDate('16 listopada 2031', 'pl')?.value).toBe('2031-11-16');
    expect(readDate('16. listopada 2031.', 'hr')?.value).toBe('2031-10-16');
    expect(readDate('16 listopada 2031')).toBeNull();
  });

  it('refuses days that do not exist', () => {
    expect(readDate('31 April 2031', 'en')?.value).not.toBe('2031-04-31');
    expect(readMachineDate('2031-02-30')).toBeNull();
    expect(readDate('no date here, only the 45th parallel', 'en')).toBeNull();
  });
});

describe('dates in many languages', () => {
  const day = Date.UTC(2031, 4, 16, 12);
  const languages =
    'en es fr de it pt nl ca gl ro pl cs sk sl hr sr bs mk bg ru uk be lt lv et fi sv nb da is hu el tr az kk uz ar he fa hi mr ne bn ta te kn ml gu ur vi id ms ka hy sq sw af tl zu am my ja ko zh'.split(
      ' ',
    );

  it.each(languages)('are read as the language itself writes them: %s', (language) => {
    const written = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
    expect(`${written}: ${readDate(written, language)?.value}`).toBe(`${written}: 2031-05-16`);
  });

  it.each([
    ['16 พฤษภาคม 2574', '2031-05-16'],
    ['๑๖ พฤษภาคม ๒๕๗๔', '2031-05-16'],
    ['16/05/2574', '2031-05-16'],
    ['۲۶ اردیبهشت ۱۴۱۰', '2031-05-16'],
    ['30 اسفند 1403', '2025-03-20'],
    ['令和13年5月16日', '2031-05-16'],
    ['平成元年1月8日', '1989-01-08'],
    ['民國120年5月16日', '2031-05-16'],
    ['二〇三一年五月十六日', '2031-05-16'],
    ['२०३१-०५-१६', '2031-05-16'],
    ['2031年5月', '2031-05'],
    ['ngày 16 tháng 5 năm 2031', '2031-05-16'],
    ['16/05/31', undefined],
    ['5月16日', undefined],
    ['2 hours ago', undefined],
    ['2 killed in May 2031', '2031-05'],
  ])('%s is %s', (written, value) => {
    expect(readDate(written)?.value).toBe(value);
  });
});

describe('the day-month order that a document shows', () => {
  it('follows from its dates that can be read in one way only', () => {
    expect(dateOrderOf(['Published 25/04/2031, updated 03/04/2031'])).toBe('day first');
    expect(dateOrderOf(['04/25/2031'])).toBe('month first');
    expect(dateOrderOf(['04-25-2031 10:00'])).toBe('month first');
  });

  it('is unknown where its dates are open, disagree, or have dots', () => {
    expect(dateOrderOf(['03/04/2031'])).toBeNull();
    expect(dateOrderOf(['25/04/2031', '04/25/2031'])).toBeNull();
    expect(dateOrderOf(['25.04.2031'])).toBeNull();
    expect(dateOrderOf(['no date'])).toBeNull();
  });
});

describe('dates as machines write them', () => {
  it.each(['0001-01-01T00:00:00Z', '0000-00-00 00:00:00', '0001-01'])('%s stands for no date', (written) => {
    expect(readMachineDate(written)).toBeNull();
  });

  it.each([
    ['2031', '2031'],
    ['2031-05', '2031-05'],
    ['2031-05-16', '2031-05-16'],
    ['20310516', '2031-05-16'],
    ['2031-05-16T19:39:12+0300', '2031-05-16T19:39+03:00'],
    ['2031-05-16T19:39:12.123Z', '2031-05-16T19:39Z'],
    ['2031-05-16 19:39:00', '2031-05-16T19:39'],
    ['Fri, 16 May 2031 19:39:00 GMT', '2031-05-16T19:39Z'],
    ['Fri, 16 May 2031 19:39:00 +0300', '2031-05-16T19:39+03:00'],
  ])('%s is %s', (written, value) => {
    expect(readMachineDate(written)).toBe(value);
  });
});
