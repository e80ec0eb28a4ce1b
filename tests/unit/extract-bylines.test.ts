import { describe, expect, it } from 'vitest';
import { declaredByline, joinNames, readByline, tidyByline } from '../../electron/analysis/extract/metadata/byline.ts';

describe('a line that names its author', () => {
  it.each([
    ['By Ana Prado', 'Ana Prado'],
    ['BY ANA PRADO AND LEO MUNK', 'ANA PRADO AND LEO MUNK'],
    ['By Ana Prado & Leo Munk | Continental Press', 'Ana Prado & Leo Munk'],
    ['By Jean-Luc d’Arcy', 'Jean-Luc d’Arcy'],
    ['By AFP', 'AFP'],
    ['By Our Correspondent', 'Our Correspondent'],
    ['Von Jens Brandt', 'Jens Brandt'],
    ['Text: Sven Ek', 'Sven Ek'],
    ['Par Élise Morel et Luc Vidal', 'Élise Morel et Luc Vidal'],
    ['Por Ana de la Torre y Juan Pérez', 'Ana de la Torre y Juan Pérez'],
    ['Di Marta Bassi', 'Marta Bassi'],
    ['Door Wim van den Berg', 'Wim van den Berg'],
    ['Av Kari Nordmann', 'Kari Nordmann'],
    ['Autor: Jan Novák', 'Jan Novák'],
    ['Írta: Kiss Anna', 'Kiss Anna'],
    ['Yazan: Ayşe Demir', 'Ayşe Demir'],
    ['Tác giả: Nguyễn Văn An', 'Nguyễn Văn An'],
    ['Oleh Budi Santoso', 'Budi Santoso'],
    ['Автор: Иван Лосев', 'Иван Лосев'],
    ['Пише Петар Јовић', 'Петар Јовић'],
    ['Γράφει ο Γιάννης Παππάς', 'Γιάννης Παππάς'],
    ['بقلم: سمير حداد', 'سمير حداد'],
    ['كتب - محمود علي', 'محمود علي'],
    ['نویسنده: علی رضایی', 'علی رضایی'],
    ['מאת: דנה לוי', 'דנה לוי'],
    ['โดย สมชาย ใจดี', 'สมชาย ใจดี'],
    ['लेखक: रमेश कुमार', 'रमेश कुमार'],
    ['作者：李明', '李明'],
    ['（记者 王小明）', '王小明'],
    ['取材・文＝佐藤花子', '佐藤花子'],
    ['[강변=연합] 김철수 기자', '김철수'],
  ])('%s', (line, name) => {
    expect(readByline(line)).toBe(name);
  });

  it.each([
    ['By Ana Prado, Staff Writer', 'Ana Prado'],
    ['By Ana Prado Staff Writer', 'Ana Prado'],
    ['By Ana Prado, Senior Political Correspondent, in Ennisby', 'Ana Prado'],
    ['Von Jens Brandt, Redakteur', 'Jens Brandt'],
    ['By Ana Prado in Ennisby and Leo Munk in Old Mill', 'Ana Prado and Leo Munk'],
    ['By Ana Prado March 25, 2031', 'Ana Prado'],
    ['By Ana Prado, ana@valleynews.example', 'Ana Prado'],
    ['By Ana Prado @anaprado', 'Ana Prado'],
    ['By Ana Prado · 5 min read', 'Ana Prado'],
    ['Ana Prado (http://ana.example/)', 'Ana Prado'],
    ['Ana Prado (555) 010-4477', 'Ana Prado'],
  ])('loses role, place, date and address: %s', (line, name) => {
    expect(tidyByline(line)).toBe(name);
  });

  it('tells the writer from those who did something else', () => {
    expect(readByline('Written by Ana Prado Edited by Leo Munk')).toBe('Ana Prado; edited by Leo Munk');
    expect(readByline('By Ana Prado. Photographs by Leo Munk')).toBe('Ana Prado');
  });
});

describe('a declared name', () => {
  it.each([
    ['By Ana Prado, Valley Staff Writer', 'Ana Prado, Valley Staff Writer'],
    ['Ana Prado | Continental Press', 'Ana Prado | Continental Press'],
    ['Ana Prado (http://ana.example/)', 'Ana Prado'],
    ['Ana Prado @anaprado', 'Ana Prado'],
    ['https://social.example/ana', null],
    ['By', null],
  ])('is kept to the letter, without introducing word and addresses: %s', (given, name) => {
    expect(declaredByline(given)).toBe(name);
  });
});

describe('no byline', () => {
  it.each([
    'By clicking subscribe you agree to our terms',
    'By Friday morning the river had risen by two metres',
    'Por favor, lea esto',
    'Von der Leyen reist ab',
    'Di sini saja',
    'الماء في الوادي يرتفع كل يوم منذ أسبوع كامل',
    'Текст закона опубликован',
  ])('is in %s', (line) => {
    expect(readByline(line)).toBeNull();
  });

  it.each(['https://social.example/ana', '@anaprado', 'ana@valleynews.example', 'By', '12'])('is %s', (given) => {
    expect(tidyByline(given)).toBeNull();
  });
});

describe('several names', () => {
  it('are joined, each once, by semicolons where a name holds a comma', () => {
    expect(joinNames(['Ana Prado', 'Leo Munk', 'Ana Prado'])).toBe('Ana Prado, Leo Munk');
    expect(joinNames(['Prado, Ana', 'Munk, Leo'])).toBe('Prado, Ana; Munk, Leo');
    expect(joinNames([])).toBeNull();
  });
});
