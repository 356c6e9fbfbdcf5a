"""Where a factory stands, by its own words; what is not said is not guessed."""

from __future__ import annotations

import pytest

from app.importing.places import Place, place_of
from models.kinds import FactoryKind

GD, HK = FactoryKind.GUANGDONG, FactoryKind.HONG_KONG


@pytest.mark.parametrize(
    ("country", "district", "address", "name", "place"),
    [
        ("China", "", "Dakang Long Village,Henggang Town,Shenzhen,Guangdong Province", "", Place(GD, "4403")),
        ("CN", "東莞市", "", "", Place(GD, "4419")),
        ("", "Dongguan City", "", "", Place(GD, "4419")),
        ("", "4419", "", "", Place(GD, "4419")),
        ("中国", "", "广东省佛山市南海区", "", Place(GD, "4406")),
        ("China", "", "18 Zhen An Road", "Dong Guan Jiaying Shoes", Place(GD, "4419")),
        ("China", "", "Heping Rd North, Yingde, Guangdong", "", Place(GD, "")),
        ("Hong Kong", "觀塘區", "", "", Place(HK, "KT")),
        ("", "", "88 Hung To Road, Kwun Tong, Kowloon, Hong Kong", "", Place(HK, "KT")),
        ("", "", "九龍觀塘鴻圖道88號", "", Place(HK, "KT")),
        ("INDIA", "", "615 Tai Nan West Street, Kowloon, Hong Kong", "", Place(HK, "", against="INDIA")),
        ("Viet Nam", "Dongguan", "", "", Place(None, elsewhere="Viet Nam")),
        ("", "Hanoi", "", "", Place(None, unknown="Hanoi")),
        ("", "Yingde", "Heping Road, Guangdong", "", Place(GD, "")),
        ("China", "Yingde", "", "", Place(GD, "")),
        ("", "Yingde, Guangdong", "", "", Place(GD, "")),
        ("Peru", "", "Av Universitaria 3855, Lima", "", Place(None, elsewhere="Peru")),
        ("China", "", "No.99 Jinhu Road, Jintan City, Jiangsu Province", "", Place(None, elsewhere="Jiangsu")),
        ("China", "", "2 South Guangzhou Road, Huai'an", "Jiangsu Headwear", Place(None, elsewhere="Jiangsu")),
        ("China", "", "1 Shanghai Road, Dongguan", "", Place(GD, "4419")),
        ("", "", "", "Nameless", Place(GD, "")),
    ],
)
def test_a_row_says_where_it_is(country: str, district: str, address: str, name: str, place: Place) -> None:
    assert place_of(country, district, address, name) == place
