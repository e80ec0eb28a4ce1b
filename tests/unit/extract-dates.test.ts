import { describe, expect, it } from 'vitest';
import { readDate, readMachineDate } from '../../electron/analysis/extract/index.ts';

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

  it('leaves the day-month order open in English and follows the convention elsewhere', () => {
    expect(readDate('03/04/2031', 'en')).toEqual({ value: null, ambiguous: '03/04/2031' });
    expect(readDate('03/04/2031')).toEqual({ value: null, ambiguous: '03/04/2031' });
    expect(readDate('03/04/2031', 'es')).toEqual({ value: '2031-04-03' });
    expect(readDate('03.04.2031', 'en')).toEqual({ value: '2031-04-03' });
    expect(readDate('04/04/2031', 'en')).toEqual({ value: '2031-04-04' });
  });

  it('refuses days that do not exist', () => {
    expect(readDate('31 April 2031', 'en')?.value).not.toBe('2031-04-31');
    expect(readMachineDate('2031-02-30')).toBeNull();
    expect(readDate('no date here, only the 45th parallel', 'en')).toBeNull();
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
